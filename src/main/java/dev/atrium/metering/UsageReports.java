package dev.atrium.metering;

import dev.atrium.shared.RequestId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.UsageEventId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Usage for people who look at it: sums from rollups, and from events where none are computed yet, so that a call
 * counts as soon as MySQL has it. A door to this module in the portal.
 */
public interface UsageReports {

    /**
     * What an organization pays for, by day and subject, days in order. Days without a call are left out.
     *
     * @param filter its status is not looked at
     */
    List<UsageSum> sums(TenantId payer, UsagePeriod period, UsageSubject.Kind kind, CallFilter filter);

    /**
     * At most {@code limit} calls that an organization pays, newest first.
     *
     * @param before the last call of the page before, or null for the newest of the period
     */
    List<UsageEvent> calls(
            TenantId payer, UsagePeriod period, CallFilter filter, @Nullable UsageEventId before, int limit);

    /** One call; empty when the organization paid none of that id. */
    Optional<UsageEvent> call(TenantId payer, UsageEventId call);

    /** The same by the id of its request, as its caller knows it. */
    Optional<UsageEvent> call(TenantId payer, RequestId request);
}
