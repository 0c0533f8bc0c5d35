package dev.atrium.metering;

import dev.atrium.shared.TenantId;
import java.time.Instant;
import java.util.List;

/** Usage by the hour, recomputed from events. The door to it in the portal. */
public interface UsageHours {

    /**
     * What an organization pays for in the hours that begin from {@code from} (included) to {@code to} (excluded),
     * by hour and model.
     */
    List<UsageHour> of(TenantId payer, Instant from, Instant to);

    /** The same for all organizations: for the operator of the installation only. */
    List<UsageHour> all(Instant from, Instant to);

    /**
     * Organizations and currencies whose rollups differ from their events. Empty when all agrees, and while no
     * hour waits to be computed it always should.
     */
    List<UsageDifference> differences(Instant from, Instant to);
}
