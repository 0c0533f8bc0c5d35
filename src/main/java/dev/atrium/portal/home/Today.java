package dev.atrium.portal.home;

import dev.atrium.metering.CallFilter;
import dev.atrium.metering.UsageEvent;
import dev.atrium.metering.UsagePeriod;
import dev.atrium.metering.UsageReports;
import dev.atrium.metering.UsageSubject;
import dev.atrium.metering.UsageSum;
import dev.atrium.shared.PersonId;
import dev.atrium.tenancy.Tenant;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;

/** What happens in an organization on the reader's day. */
public class Today {

    private static final int CALLS = 8;

    private final Readers readers;
    private final Calls calls;
    private final UsageReports reports;
    private final Clock clock;

    public Today(Readers readers, Calls calls, UsageReports reports, Clock clock) {
        this.readers = readers;
        this.calls = calls;
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * What a reader may know of the day.
     *
     * @param ofAll  whether these are figures of the whole organization, and not of the reader's own calls
     * @param newest calls, newest first
     */
    record Figures(boolean ofAll, Sums sums, List<NamedCall> newest) {}

    /** @param spent in whole units: a day may cost more than a {@code Money} holds where units are small */
    record Sums(BigDecimal spent, Currency currency, long calls, long errors) {}

    /** @param model {@code org/model@v3} */
    record NamedCall(UsageEvent event, String model) {}

    /** @param zone where the reader's day begins */
    Figures of(PersonId reader, Tenant tenant, ZoneId zone) {
        var newest = calls.newest(reader, tenant.id(), CALLS).stream()
                .map(event -> new NamedCall(event, calls.nameOf(event)))
                .toList();
        var callers = readers.callers(reader, tenant.id());
        return new Figures(callers == null, sums(tenant, zone, new CallFilter(null, callers, null)), newest);
    }

    /** The same figures as the page of usage shows for the day. */
    private Sums sums(Tenant tenant, ZoneId zone, CallFilter filter) {
        var day = LocalDate.ofInstant(clock.instant(), zone);
        var sums = reports.sums(tenant.id(), new UsagePeriod(day, day, zone), UsageSubject.Kind.MODEL, filter).stream()
                .filter(sum -> sum.currency().equals(tenant.currency()))
                .toList();
        return new Sums(
                sums.stream().map(UsageSum::amount).reduce(BigDecimal.ZERO, BigDecimal::add),
                tenant.currency(),
                sums.stream().mapToLong(UsageSum::calls).sum(),
                sums.stream().mapToLong(UsageSum::errors).sum());
    }
}
