package dev.atrium.metering;

import static dev.atrium.cluster.Columns.id;
import static dev.atrium.cluster.Columns.time;

import dev.atrium.cluster.Columns;
import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.Id;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sums of calls by model and caller: from their rollups, and from events. */
final class CallerSums {

    static final UUID NOBODY = new UUID(0, 0);

    /** Who called, in rows of events {@code e}. */
    static final String CALLER = "COALESCE(e.key_id, e.person_id, x'00000000000000000000000000000000')";

    /** The day of an event, so many seconds ahead of UTC: an id begins with its time in milliseconds. */
    private static final String READER_DAY =
            "DATE(TIMESTAMP'1970-01-01 00:00:00' + INTERVAL (CAST(CONV(HEX(SUBSTRING(e.id, 1, 6)), 16, 10) AS SIGNED)"
                    + " DIV 1000 + :offset) SECOND)";

    private final JdbcClient db;
    private final TenantId payer;
    private final UsageSubject.Kind kind;
    private final CallFilter filter;

    CallerSums(JdbcClient db, TenantId payer, UsageSubject.Kind kind, CallFilter filter) {
        this.db = db;
        this.payer = payer;
        this.kind = kind;
        this.filter = filter;
    }

    /** Events by model and caller: the columns of a rollup without payer, hour and time. */
    static String ofEvents(String condition) {
        return ofEvents("", condition);
    }

    /** @param day what tells the day; empty: sums of all days together */
    private static String ofEvents(String day, String condition) {
        return """
                SELECT %1$se.model_id, %2$s AS caller_id, e.currency, MAX(e.key_id IS NOT NULL) AS by_key,
                  MAX(LOWER(SUBSTRING_INDEX(SUBSTRING_INDEX(e.alias, '@', 1), ':', 1))) AS model_name,
                  SUM(e.status = 'COMPLETED') AS completed, SUM(e.status = 'CANCELED') AS canceled,
                  SUM(e.status = 'REFUSED') AS refused, SUM(e.status = 'FAILED') AS failed,
                  SUM(e.status = 'UNCONFIRMED') AS unconfirmed,
                  SUM(COALESCE(i.quantity, 0)) AS input_tokens, SUM(COALESCE(o.quantity, 0)) AS output_tokens,
                  SUM(e.amount_pico) AS amount_pico
                FROM usage_event e
                LEFT JOIN usage_line i ON i.day = e.day AND i.event_id = e.id AND i.meter = 'input_tokens'
                LEFT JOIN usage_line o ON o.day = e.day AND o.event_id = e.id AND o.meter = 'output_tokens'
                WHERE e.payer_id = :payer AND (%3$s)
                GROUP BY %4$se.model_id, %2$s, e.currency
                """.formatted(
                day.isEmpty() ? "" : day + " AS reader_day, ", CALLER, condition, day.isEmpty() ? "" : "reader_day, ");
    }

    /** Rollups of a stretch, without the hours that are counted. */
    List<UsageSum> ofRollups(CountedHours.Stretch stretch, CountedHours counted) {
        var without = counted.hours().subSet(stretch.from(), stretch.to());
        var query = bound("""
                SELECT *, DATE(hour + INTERVAL :offset SECOND) AS reader_day FROM usage_caller_hour
                WHERE payer_id = :payer AND hour >= :from AND hour < :to""" + (without.isEmpty() ? "" : " AND hour NOT IN (:without)"))
                .param("offset", stretch.offsetSeconds())
                .param("from", time(stretch.from()))
                .param("to", time(stretch.to()));
        return (without.isEmpty()
                        ? query
                        : query.param(
                                "without", without.stream().map(Columns::time).toList()))
                .query((row, _) -> sum(row))
                .list();
    }

    /** Events of the hours of a stretch that are counted: all in one query, since there may be one of each day. */
    List<UsageSum> ofEvents(CountedHours.Stretch stretch, CountedHours counted) {
        var pieces = counted.pieces(stretch);
        if (pieces.isEmpty()) {
            return List.of();
        }
        var within = pieces.stream().map(CallerSums::within).collect(Collectors.joining(" OR "));
        return bound(ofEvents(READER_DAY, within))
                .param("offset", stretch.offsetSeconds())
                .query((row, _) -> sum(row))
                .list();
    }

    /** As text: hundreds of parameters would only be names for what nobody else writes. */
    private static String within(CountedHours.Piece piece) {
        var range = EventRange.of(piece.from(), piece.to());
        return "e.day = '%s' AND e.id >= x'%s' AND e.id < x'%s'"
                .formatted(range.firstDay(), hex(range.from()), hex(range.to()));
    }

    private static String hex(Id id) {
        return HexFormat.of().formatHex(id(id));
    }

    private JdbcClient.StatementSpec bound(String rows) {
        var callers = filter.callers();
        var query = db.sql("""
                SELECT reader_day, %s, currency, MAX(by_key) AS by_key, MAX(model_name) AS model_name,
                  SUM(completed + canceled + refused + failed + unconfirmed) AS calls, SUM(refused + failed) AS errors,
                  SUM(input_tokens) AS input_tokens, SUM(output_tokens) AS output_tokens,
                  SUM(amount_pico) AS amount_pico
                FROM (%s) AS rollup
                WHERE (:model IS NULL OR model_id = :model)
                """.formatted(subject(), rows)
                        + (callers == null ? "" : "AND caller_id IN (:callers) ")
                        + "GROUP BY reader_day, " + subject() + ", currency")
                .param("payer", id(payer))
                .param("model", Columns.idOrNull(filter.model()));
        return callers == null
                ? query
                : query.param(
                        "callers", Columns.ids(callers.stream().map(Id::value).toList()));
    }

    private String subject() {
        return switch (kind) {
            case MODEL -> "model_id";
            case CALLER -> "caller_id";
        };
    }

    private UsageSum sum(ResultSet row) throws SQLException {
        return new UsageSum(
                row.getObject("reader_day", LocalDate.class),
                subject(row),
                Currency.getInstance(row.getString("currency")),
                row.getLong("calls"),
                row.getLong("errors"),
                row.getBigDecimal("input_tokens").toBigIntegerExact(),
                row.getBigDecimal("output_tokens").toBigIntegerExact(),
                row.getBigDecimal("amount_pico").toBigIntegerExact());
    }

    private UsageSubject subject(ResultSet row) throws SQLException {
        var id = Columns.uuid(row, subject());
        if (kind == UsageSubject.Kind.MODEL) {
            return new UsageSubject.Model(new RepositoryId(id), row.getString("model_name"));
        }
        if (id.equals(NOBODY)) {
            return new UsageSubject.Nobody();
        }
        return row.getBoolean("by_key")
                ? new UsageSubject.Key(new ApiKeyId(id))
                : new UsageSubject.Person(new PersonId(id));
    }

    /** All hours of the organization that wait to be computed, newest first. */
    static List<Instant> dirty(JdbcClient db, TenantId payer) {
        return db.sql("SELECT hour FROM usage_dirty_hour WHERE payer_id = :payer ORDER BY hour DESC")
                .param("payer", id(payer))
                .query((row, _) -> Columns.instant(row, "hour"))
                .list();
    }

    /** Hours of the organization within a stretch of time that wait to be computed. */
    static List<Instant> dirty(JdbcClient db, TenantId payer, Instant from, Instant to) {
        return db.sql("SELECT hour FROM usage_dirty_hour WHERE payer_id = :payer AND hour >= :from AND hour < :to")
                .param("payer", id(payer))
                .param("from", time(from))
                .param("to", time(to))
                .query((row, _) -> Columns.instant(row, "hour"))
                .list();
    }
}
