package dev.atrium.pool;

import dev.atrium.shared.DeploymentId;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code deployment}.
 *
 * @param tenant    who deploys, who is the owner of the version
 * @param engine    which one its files need
 * @param sizeBytes of its files together
 * @param stoppedAt null: it should run
 */
record DeploymentRow(
        DeploymentId id,
        TenantId tenant,
        RepositoryId model,
        VersionId version,
        String engine,
        long sizeBytes,
        int wantedReplicas,
        Instant createdAt,
        @Nullable Instant stoppedAt) {

    /** How many replicas there should be now. */
    int wanted() {
        return stoppedAt == null ? wantedReplicas : 0;
    }

    Deployments.Deployment toDeployment() {
        return new Deployments.Deployment(id, tenant, model, version, wantedReplicas, createdAt, stoppedAt);
    }
}
