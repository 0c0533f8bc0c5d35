package dev.atrium.api.management;

import dev.atrium.pool.Replica;
import dev.atrium.shared.DeploymentId;
import dev.atrium.shared.ReplicaId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import dev.atrium.shared.WorkerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A replica as operators see it, its state in the words of the documentation. */
record ReplicaView(
        ReplicaId id,
        DeploymentId deployment,
        TenantId tenant,
        VersionId version,
        @Nullable WorkerId worker,
        String state,
        String reason,
        @Nullable Integer progress,
        Instant changedAt) {

    static ReplicaView of(Replica replica) {
        return new ReplicaView(
                replica.id(),
                replica.deployment(),
                replica.tenant(),
                replica.version(),
                replica.worker(),
                replica.state().word(),
                replica.reason(),
                replica.progress(),
                replica.changedAt());
    }
}
