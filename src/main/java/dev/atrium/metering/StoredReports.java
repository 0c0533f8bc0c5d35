package dev.atrium.metering;

import static dev.atrium.cluster.Columns.id;
import static dev.atrium.cluster.Columns.time;

import dev.atrium.cluster.Columns;
import dev.atrium.shared.Id;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.RequestId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.UsageEventId;
import dev.atrium.shared.Uuids;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reports from MySQL. */
final class StoredReports implements UsageReports {

    /** Hours that are looked up at once. */
    private static final int HOURS = 200;

    private final JdbcClient db;
    private final StoredEvents events;

    StoredReports(JdbcClient db, StoredEvents events) {
        this.db = db;
        this.events = events;
    }

    /** Which hours are counted is asked once: an hour that is computed meanwhile is counted still, and not twice. */
    @Override
    public List<UsageSum> sums(TenantId payer, UsagePeriod period, UsageSubject.Kind kind, CallFilter filter) {
        if (filter.isEmpty()) {
            return List.of();
        }
        var source = new CallerSums(db, payer, kind, filter);
        var dirty = CallerSums.dirty(db, payer, hourOf(period.from()), period.to());
        var counted = new CountedHours(period, dirty);
        return underOneName(counted.stretches().stream()
                .flatMap(stretch -> Stream.concat(
                        source.ofRollups(stretch, counted).stream(), source.ofEvents(stretch, counted).stream()))
                .collect(
                        LinkedHashMap<Place, UsageSum>::new,
                        (sums, sum) -> sums.merge(Place.of(sum), sum, UsageSum::plus),
                        LinkedHashMap::putAll)
                .values()
                .stream()
                .sorted(Comparator.comparing(UsageSum::day))
                .toList());
    }

    /** A model that was renamed is called as it was last. */
    private static List<UsageSum> underOneName(List<UsageSum> sums) {
        var newest = new HashMap<RepositoryId, UsageSubject>();
        sums.forEach(sum -> {
            if (sum.subject() instanceof UsageSubject.Model(var id, var _)) {
                newest.put(id, sum.subject());
            }
        });
        return sums.stream()
                .map(sum -> sum.subject() instanceof UsageSubject.Model(var id, var _)
                        ? sum.under(newest.getOrDefault(id, sum.subject()))
                        : sum)
                .toList();
    }

    /** A model is the same under each of its names. */
    private record Place(LocalDate day, Object subject, Currency currency) {

        static Place of(UsageSum sum) {
            return new Place(
                    sum.day(),
                    sum.subject() instanceof UsageSubject.Model(var model, var _) ? model : sum.subject(),
                    sum.currency());
        }
    }

    /** Hour by hour, and only those that may have such calls: rollups tell, and hours without one are looked into. */
    @Override
    public List<UsageEvent> calls(
            TenantId payer, UsagePeriod period, CallFilter filter, @Nullable UsageEventId before, int limit) {
        if (filter.isEmpty()) {
            return List.of();
        }
        var last = before == null ? EventRange.of(period.from(), period.to()).to() : before;
        var found = new ArrayList<UsageEvent>();
        var from = hourOf(period.from());
        var hours = hours(payer, from, Uuids.timeOf(last.value()), filter);
        while (!hours.isEmpty() && found.size() < limit) {
            for (var hour : hours) {
                if (found.size() < limit) {
                    found.addAll(events.ofHour(payer, hour, period.from(), last, filter, limit - found.size()));
                }
            }
            hours = hours(payer, from, hours.getLast().minusMillis(1), filter);
        }
        return List.copyOf(found);
    }

    @Override
    public Optional<UsageEvent> call(TenantId payer, UsageEventId call) {
        return events.find(payer, call);
    }

    @Override
    public Optional<UsageEvent> call(TenantId payer, RequestId request) {
        return events.find(payer, request);
    }

    /** Newest first, from the one of {@code latest} on. */
    private List<Instant> hours(TenantId payer, Instant from, Instant latest, CallFilter filter) {
        var callers = filter.callers();
        var query = db.sql("""
                SELECT hour FROM (
                  SELECT DISTINCT hour FROM usage_caller_hour
                  WHERE payer_id = :payer AND hour >= :from AND hour <= :latest
                    AND (:model IS NULL OR model_id = :model)%s%s
                  ORDER BY hour DESC LIMIT :limit) AS computed
                UNION
                SELECT hour FROM usage_dirty_hour WHERE payer_id = :payer AND hour >= :from AND hour <= :latest
                ORDER BY hour DESC LIMIT :limit
                """.formatted(
                                callers == null ? "" : " AND caller_id IN (:callers)",
                                filter.status() == null
                                        ? ""
                                        : " AND " + filter.status().name().toLowerCase(Locale.ROOT) + " > 0"))
                .param("payer", id(payer))
                .param("from", time(from))
                .param("latest", time(hourOf(latest)))
                .param("model", Columns.idOrNull(filter.model()))
                .param("limit", HOURS);
        return (callers == null
                        ? query
                        : query.param(
                                "callers",
                                Columns.ids(callers.stream().map(Id::value).toList())))
                .query((row, _) -> Columns.instant(row, "hour"))
                .list();
    }

    private static Instant hourOf(Instant time) {
        return time.truncatedTo(ChronoUnit.HOURS);
    }
}
