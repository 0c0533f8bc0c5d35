package dev.atrium.metering;

import dev.atrium.shared.Id;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.UsageEventId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The usage events that MySQL has. The door to them in the portal. */
public interface UsageEvents {

    Optional<UsageEvent> find(TenantId payer, UsageEventId event);

    /**
     * Whether an organization ever got a whole answer of a model.
     *
     * @param callers keys and persons whose calls are meant, or null for all
     */
    boolean hasCompleted(TenantId payer, @Nullable Set<? extends Id> callers);

    /**
     * At most {@code limit} events that an organization pays, newest first.
     *
     * @param before the last event of the page before, or null for the newest
     */
    List<UsageEvent> of(TenantId payer, @Nullable UsageEventId before, int limit);

    /**
     * The same for all organizations: for the operator of the installation only.
     *
     * @param before the last event of the page before, or null for the newest
     */
    List<UsageEvent> all(@Nullable UsageEventId before, int limit);
}
