package dev.atrium.pool;

import dev.atrium.shared.DeploymentId;
import dev.atrium.shared.ReplicaId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import dev.atrium.shared.WorkerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One running copy of a version, or one that should run.
 *
 * @param tenant   who deployed it
 * @param worker   where it runs or will run, or null while no worker fits
 * @param reason   why it is in this state, and what to do; empty when all is well
 * @param progress percent of the download, or null outside of it
 */
public record Replica(
        ReplicaId id,
        DeploymentId deployment,
        TenantId tenant,
        VersionId version,
        @Nullable WorkerId worker,
        ReplicaState state,
        String reason,
        @Nullable Integer progress,
        Instant changedAt) {}
