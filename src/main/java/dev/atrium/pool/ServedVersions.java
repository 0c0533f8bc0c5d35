package dev.atrium.pool;

import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How versions are served. A door to this module in the portal. */
public interface ServedVersions {

    /**
     * A version that somebody deployed.
     *
     * @param engine   the one that its files need
     * @param ready    how many of the wanted replicas answer
     * @param state    of the replica that is furthest on its way
     * @param reason   why that one is in this state, and what to do; empty when all is well. It names workers, so it
     *                 is for the owner alone.
     * @param progress percent of its download, or null outside of it
     */
    record Served(
            String engine,
            int wanted,
            int ready,
            ReplicaState state,
            String reason,
            @Nullable Integer progress) {}

    /** Those of {@code versions} that {@code owner} deployed and did not stop. */
    Map<VersionId, Served> of(TenantId owner, Collection<VersionId> versions);
}
