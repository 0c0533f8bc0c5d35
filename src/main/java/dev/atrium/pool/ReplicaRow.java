package dev.atrium.pool;

import dev.atrium.shared.DeploymentId;
import dev.atrium.shared.ReplicaId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import dev.atrium.shared.WorkerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code replica} with what its deployment says. Once it has a worker it never gets another: a replica
 * that moves is a new one, so that no worker and no gateway mistakes one for the other.
 *
 * @param tenant    who deployed it, who is the owner of the version
 * @param sizeBytes of its files together
 * @param worker    null: none fits yet
 * @param attempts  how many tries before this one failed in a row
 * @param retryAt   when it is tried again; null unless it failed
 */
record ReplicaRow(
        ReplicaId id,
        DeploymentId deployment,
        TenantId tenant,
        VersionId version,
        long sizeBytes,
        @Nullable WorkerId worker,
        ReplicaState state,
        String reason,
        @Nullable Integer progress,
        int attempts,
        @Nullable Instant retryAt,
        Instant createdAt,
        Instant changedAt) {

    /** A fresh one, in a queue. */
    static ReplicaRow queued(DeploymentRow of, @Nullable WorkerId worker, String reason, int attempts, Instant now) {
        return new ReplicaRow(
                ReplicaId.next(),
                of.id(),
                of.tenant(),
                of.version(),
                of.sizeBytes(),
                worker,
                ReplicaState.QUEUED,
                reason,
                null,
                attempts,
                null,
                now,
                now);
    }

    /** The same one in another state. */
    ReplicaRow in(ReplicaState next, String why, Instant now) {
        return new ReplicaRow(
                id, deployment, tenant, version, sizeBytes, worker, next, why, null, attempts, null, createdAt, now);
    }

    /** The same one, still queued, with its worker. */
    ReplicaRow placedOn(WorkerId chosen, String why) {
        return new ReplicaRow(
                id,
                deployment,
                tenant,
                version,
                sizeBytes,
                chosen,
                state,
                why,
                null,
                attempts,
                null,
                createdAt,
                changedAt);
    }

    /** The same one with another explanation. */
    ReplicaRow explained(String why) {
        return new ReplicaRow(
                id,
                deployment,
                tenant,
                version,
                sizeBytes,
                worker,
                state,
                why,
                progress,
                attempts,
                retryAt,
                createdAt,
                changedAt);
    }

    /** The same one, so much of it downloaded. */
    ReplicaRow withProgress(@Nullable Integer percent) {
        return new ReplicaRow(
                id,
                deployment,
                tenant,
                version,
                sizeBytes,
                worker,
                state,
                reason,
                percent,
                attempts,
                retryAt,
                createdAt,
                changedAt);
    }

    /** The same one, failed, with the time of its next try. */
    ReplicaRow retriedAt(Instant at, int failedBefore) {
        return new ReplicaRow(
                id,
                deployment,
                tenant,
                version,
                sizeBytes,
                worker,
                state,
                reason,
                progress,
                failedBefore,
                at,
                createdAt,
                changedAt);
    }
}
