package dev.atrium.portal.home;

import dev.atrium.keys.ApiKeys;
import dev.atrium.keys.KeyRefusal;
import dev.atrium.metering.CallFilter;
import dev.atrium.metering.UsageEvent;
import dev.atrium.metering.UsageEvents;
import dev.atrium.metering.UsagePeriod;
import dev.atrium.metering.UsageReports;
import dev.atrium.metering.UsageStatus;
import dev.atrium.portal.usage.VersionNames;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.TenantId;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * The newest calls of an organization, as MySQL has them: an owner sees all, a developer their own and those with
 * their own keys. No gateway is asked, not even one in the same process.
 */
public class Calls {

    /** Newest calls among which a whole answer is looked for. */
    private static final int RECENT = 20;

    private final Readers readers;
    private final UsageEvents events;
    private final UsageReports reports;
    private final ApiKeys keys;
    private final VersionNames names;
    private final Clock clock;

    public Calls(
            Readers readers, UsageEvents events, UsageReports reports, ApiKeys keys, VersionNames names, Clock clock) {
        this.readers = readers;
        this.events = events;
        this.reports = reports;
        this.keys = keys;
        this.names = names;
        this.clock = clock;
    }

    /** Whether there ever was a whole answer among the calls that the reader may see. */
    boolean isFirstMade(PersonId reader, TenantId tenant) {
        return events.hasCompleted(tenant, readers.callers(reader, tenant));
    }

    CallState state(PersonId reader, TenantId tenant) {
        var newest = newest(reader, tenant, RECENT);
        var answered = newest.stream()
                .filter(event -> event.usage().status() == UsageStatus.COMPLETED)
                .findFirst();
        if (answered.isPresent()) {
            return new CallState.Answered(answered.get(), nameOf(answered.get()));
        }
        var failed = newest.stream()
                .filter(event -> event.usage().errorCode() != null)
                .findFirst()
                .map(Calls::failure);
        var refused = keys.newestRefusal(reader, tenant).map(Calls::failure);
        return newer(failed, refused).map(CallState.class::cast).orElseGet(CallState.Waiting::new);
    }

    /** Newest first; a developer's of the last year. */
    List<UsageEvent> newest(PersonId reader, TenantId tenant, int limit) {
        var callers = readers.callers(reader, tenant);
        if (callers == null) {
            return events.of(tenant, null, limit);
        }
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var year = new UsagePeriod(today.minusDays(UsagePeriod.DAYS_MAX - 1), today, ZoneOffset.UTC);
        return reports.calls(tenant, year, new CallFilter(null, callers, null), null, limit);
    }

    /** {@code org/model@v3}, the one that answered, or as the caller wrote it if that is gone or not theirs to call. */
    String nameOf(UsageEvent event) {
        return names.of(event.usage().payer(), event.usage().version())
                .orElse(event.usage().alias());
    }

    private static CallState.Failed failure(UsageEvent event) {
        var usage = event.usage();
        return new CallState.Failed(usage.request(), String.valueOf(usage.errorCode()), usage.acceptedAt());
    }

    private static CallState.Failed failure(KeyRefusal refusal) {
        return new CallState.Failed(refusal.request(), refusal.code(), refusal.at());
    }

    private static Optional<CallState.Failed> newer(Optional<CallState.Failed> one, Optional<CallState.Failed> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().at().isBefore(other.get().at()) ? other : one;
    }
}
