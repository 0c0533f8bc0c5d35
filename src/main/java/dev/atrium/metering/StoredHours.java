package dev.atrium.metering;

import static dev.atrium.cluster.Columns.id;
import static dev.atrium.cluster.Columns.time;

import dev.atrium.cluster.Columns;
import dev.atrium.pricing.Meter;
import dev.atrium.shared.ProjectId;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.TenantId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads rollups from MySQL. */
final class StoredHours implements UsageHours {

    private static final String ORDER = " ORDER BY hour, payer_id, project_id, publisher_id, model_id, currency, meter";

    private static final String DIFFERENCES = """
            SELECT payer_id, currency, SUM(events_pico) AS events_pico, SUM(rollups_pico) AS rollups_pico
            FROM (
              SELECT payer_id, currency, SUM(amount_pico) AS events_pico, 0 AS rollups_pico FROM usage_event
              WHERE day BETWEEN :firstDay AND :lastDay AND id >= :fromId AND id < :toId
              GROUP BY payer_id, currency
              UNION ALL
              SELECT payer_id, currency, 0, SUM(amount_pico) FROM usage_hour
              WHERE hour >= :from AND hour < :to AND meter = ''
              GROUP BY payer_id, currency
            ) AS sums
            GROUP BY payer_id, currency
            HAVING SUM(events_pico) <> SUM(rollups_pico)
            """;

    private final JdbcClient db;

    StoredHours(JdbcClient db) {
        this.db = db;
    }

    @Override
    public List<UsageHour> of(TenantId payer, Instant from, Instant to) {
        return db.sql("SELECT * FROM usage_hour WHERE payer_id = :payer AND hour >= :from AND hour < :to" + ORDER)
                .param("payer", id(payer))
                .param("from", time(from))
                .param("to", time(to))
                .query((row, _) -> hour(row))
                .list();
    }

    @Override
    public List<UsageHour> all(Instant from, Instant to) {
        return db.sql("SELECT * FROM usage_hour WHERE hour >= :from AND hour < :to" + ORDER)
                .param("from", time(from))
                .param("to", time(to))
                .query((row, _) -> hour(row))
                .list();
    }

    @Override
    public List<UsageDifference> differences(Instant from, Instant to) {
        var range = EventRange.of(from, to);
        return db.sql(DIFFERENCES)
                .param("firstDay", range.firstDay())
                .param("lastDay", range.lastDay())
                .param("fromId", id(range.from()))
                .param("toId", id(range.to()))
                .param("from", time(from))
                .param("to", time(to))
                .query((row, _) -> new UsageDifference(
                        new TenantId(Columns.uuid(row, "payer_id")),
                        Currency.getInstance(row.getString("currency")),
                        whole(row, "events_pico").toBigIntegerExact(),
                        whole(row, "rollups_pico").toBigIntegerExact()))
                .list();
    }

    private static UsageHour hour(ResultSet row) throws SQLException {
        var meter = row.getString("meter");
        return new UsageHour(
                new TenantId(Columns.uuid(row, "payer_id")),
                Columns.instant(row, "hour"),
                new ProjectId(Columns.uuid(row, "project_id")),
                new TenantId(Columns.uuid(row, "publisher_id")),
                new RepositoryId(Columns.uuid(row, "model_id")),
                Currency.getInstance(row.getString("currency")),
                meter.isEmpty() ? null : Meter.ofKey(meter),
                row.getLong("events"),
                row.getLong("failed"),
                whole(row, "quantity").toBigIntegerExact(),
                whole(row, "amount_pico").toBigIntegerExact());
    }

    private static BigDecimal whole(ResultSet row, String column) throws SQLException {
        return row.getBigDecimal(column);
    }
}
