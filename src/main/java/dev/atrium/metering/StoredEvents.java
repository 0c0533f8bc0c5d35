package dev.atrium.metering;

import static dev.atrium.cluster.Columns.id;

import dev.atrium.cluster.Columns;
import dev.atrium.shared.Id;
import dev.atrium.shared.RequestId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.UsageEventId;
import dev.atrium.shared.Uuids;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads usage events from MySQL. Each query names the days it means, which is what finds the partition. */
final class StoredEvents implements UsageEvents {

    /** Sorts after every event there will be: the time in its first 48 bits is the last one possible. */
    private static final UsageEventId LATEST = new UsageEventId(new UUID(Long.MAX_VALUE, -1));

    private static final LocalDate LATEST_DAY = LocalDate.of(9999, 12, 31);
    private static final String KEYS = "SELECT day, id FROM usage_event ";

    private final JdbcClient db;

    StoredEvents(JdbcClient db) {
        this.db = db;
    }

    /** The event of a request, which ended on the day it was admitted, or on the next. */
    Optional<UsageEvent> find(TenantId payer, RequestId request) {
        var day = UsageRows.dayOf(Uuids.timeOf(request.value()));
        return read(db.sql(KEYS + "WHERE day BETWEEN :from AND :to AND request_id = :request AND payer_id = :payer")
                        .param("from", day)
                        .param("to", day.plusDays(1))
                        .param("request", id(request))
                        .param("payer", id(payer)))
                .stream()
                .findFirst();
    }

    @Override
    public Optional<UsageEvent> find(TenantId payer, UsageEventId event) {
        return read(db.sql(KEYS + "WHERE day = :day AND id = :id AND payer_id = :payer")
                        .param("day", UsageRows.dayOf(Uuids.timeOf(event.value())))
                        .param("id", id(event))
                        .param("payer", id(payer)))
                .stream()
                .findFirst();
    }

    /** Rollups tell it by their index; hours that wait to be computed are looked into. */
    @Override
    public boolean hasCompleted(TenantId payer, @Nullable Set<? extends Id> callers) {
        var completed = new CallFilter(null, callers, UsageStatus.COMPLETED);
        return !completed.isEmpty()
                && (isSummedUp(payer, callers)
                        || CallerSums.dirty(db, payer).stream()
                                .anyMatch(hour -> !ofHour(payer, hour, hour, LATEST, completed, 1)
                                        .isEmpty()));
    }

    private boolean isSummedUp(TenantId payer, @Nullable Set<? extends Id> callers) {
        var query = db.sql("SELECT EXISTS (SELECT 1 FROM usage_caller_hour WHERE payer_id = :payer"
                        + (callers == null ? "" : " AND caller_id IN (:callers)") + " AND completed > 0)")
                .param("payer", id(payer));
        return (callers == null
                        ? query
                        : query.param(
                                "callers",
                                Columns.ids(callers.stream().map(Id::value).toList())))
                .query(Boolean.class)
                .single();
    }

    /** Day by day, since the index begins with the day. */
    @Override
    public List<UsageEvent> of(TenantId payer, @Nullable UsageEventId before, int limit) {
        var last = before == null ? LATEST : before;
        var found = new ArrayList<UsageEvent>();
        var day = newestDay(dayOf(last));
        while (day.isPresent() && found.size() < limit) {
            found.addAll(read(db.sql(KEYS + """
                            WHERE day = :day AND payer_id = :payer AND id < :before ORDER BY id DESC LIMIT :limit
                            """)
                    .param("day", day.get())
                    .param("payer", id(payer))
                    .param("before", id(last))
                    .param("limit", limit - found.size())));
            day = newestDay(day.get().minusDays(1));
        }
        return List.copyOf(found);
    }

    /** Calls of one hour before {@code before}, and not before {@code from}, newest first. */
    List<UsageEvent> ofHour(
            TenantId payer, Instant hour, Instant from, UsageEventId before, CallFilter filter, int limit) {
        var begin = from.isAfter(hour) ? from : hour;
        var range = EventRange.of(begin, hour.plus(1, ChronoUnit.HOURS));
        var callers = filter.callers();
        var query = db.sql("SELECT e.day, e.id FROM usage_event e WHERE e.day = :day AND e.payer_id = :payer"
                        + " AND e.id >= :from AND e.id < :to AND e.id < :before"
                        + " AND (:model IS NULL OR e.model_id = :model) AND (:status IS NULL OR e.status = :status)"
                        + (callers == null ? "" : " AND " + CallerSums.CALLER + " IN (:callers)")
                        + " ORDER BY e.id DESC LIMIT :limit")
                .param("day", range.firstDay())
                .param("payer", id(payer))
                .param("from", id(range.from()))
                .param("to", id(range.to()))
                .param("before", id(before))
                .param("model", Columns.idOrNull(filter.model()))
                .param(
                        "status",
                        filter.status() == null ? null : filter.status().name())
                .param("limit", limit);
        return read(
                callers == null
                        ? query
                        : query.param(
                                "callers",
                                Columns.ids(callers.stream().map(Id::value).toList())));
    }

    @Override
    public List<UsageEvent> all(@Nullable UsageEventId before, int limit) {
        var last = before == null ? LATEST : before;
        return read(db.sql(KEYS + """
                        WHERE day < :day OR (day = :day AND id < :before) ORDER BY day DESC, id DESC LIMIT :limit
                        """)
                .param("day", dayOf(last))
                .param("before", id(last))
                .param("limit", limit));
    }

    private static LocalDate dayOf(UsageEventId last) {
        return last.equals(LATEST) ? LATEST_DAY : UsageRows.dayOf(Uuids.timeOf(last.value()));
    }

    /** The last day with events, not after {@code latest}. */
    private Optional<LocalDate> newestDay(LocalDate latest) {
        return db.sql("SELECT day FROM usage_event WHERE day <= :latest ORDER BY day DESC LIMIT 1")
                .param("latest", latest)
                .query(LocalDate.class)
                .optional();
    }

    private record Key(LocalDate day, UUID id) {}

    private List<UsageEvent> read(JdbcClient.StatementSpec keysQuery) {
        var keys = keysQuery
                .query((row, _) -> new Key(row.getObject("day", LocalDate.class), Columns.uuid(row, "id")))
                .list();
        if (keys.isEmpty()) {
            return List.of();
        }
        var days = keys.stream().map(Key::day).distinct().toList();
        var ids = Columns.ids(keys.stream().map(Key::id).toList());
        var lines = lines(days, ids);
        return db.sql("SELECT * FROM usage_event WHERE day IN (:days) AND id IN (:ids) ORDER BY day DESC, id DESC")
                .param("days", days)
                .param("ids", ids)
                .query((row, _) -> UsageRows.event(row, lines.getOrDefault(Columns.uuid(row, "id"), List.of())))
                .list();
    }

    private Map<UUID, List<UsageLine>> lines(List<LocalDate> days, List<byte[]> ids) {
        var lines = new HashMap<UUID, List<UsageLine>>();
        db.sql("SELECT * FROM usage_line WHERE day IN (:days) AND event_id IN (:ids) ORDER BY meter")
                .param("days", days)
                .param("ids", ids)
                .query(row -> {
                    lines.computeIfAbsent(Columns.uuid(row, "event_id"), _ -> new ArrayList<>())
                            .add(UsageRows.line(row));
                });
        return lines;
    }
}
