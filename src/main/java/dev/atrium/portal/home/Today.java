package dev.atrium.portal.home;

import dev.atrium.metering.UsageEvent;
import dev.atrium.metering.UsageHour;
import dev.atrium.metering.UsageHours;
import dev.atrium.shared.Money;
import dev.atrium.shared.PersonId;
import dev.atrium.tenancy.Tenant;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What happens in an organization on the reader's day. */
public class Today {

    private static final int CALLS = 8;

    private final Calls calls;
    private final UsageHours hours;
    private final Clock clock;

    public Today(Calls calls, UsageHours hours, Clock clock) {
        this.calls = calls;
        this.hours = hours;
        this.clock = clock;
    }

    /**
     * What a reader may know of the day.
     *
     * @param sums   of the whole organization; empty for readers who see their own calls only
     * @param newest calls, newest first
     */
    record Figures(Optional<Sums> sums, List<NamedCall> newest) {}

    record Sums(Money spent, long calls, long failed) {}

    /** @param model {@code org/model@v3} */
    record NamedCall(UsageEvent event, String model) {}

    /** @param zone where the reader's day begins; rollups know whole hours of UTC */
    Figures of(PersonId reader, Tenant tenant, ZoneId zone) {
        var newest = calls.newest(reader, tenant.id(), CALLS).stream()
                .map(event -> new NamedCall(event, calls.nameOf(event)))
                .toList();
        var sums = calls.seesAll(reader, tenant.id()) ? Optional.of(sums(tenant, zone)) : Optional.<Sums>empty();
        return new Figures(sums, newest);
    }

    private Sums sums(Tenant tenant, ZoneId zone) {
        var now = clock.instant();
        var from = LocalDate.ofInstant(now, zone).atStartOfDay(zone).toInstant().truncatedTo(ChronoUnit.HOURS);
        var whole = hours.of(tenant.id(), from, now.plus(Duration.ofHours(1))).stream()
                .filter(hour -> hour.meter() == null && hour.currency().equals(tenant.currency()))
                .toList();
        var spent = whole.stream().map(UsageHour::amountPico).reduce(BigInteger.ZERO, BigInteger::add);
        return new Sums(
                new Money(spent.longValueExact(), tenant.currency()),
                whole.stream().mapToLong(UsageHour::events).sum(),
                whole.stream().mapToLong(UsageHour::failed).sum());
    }
}
