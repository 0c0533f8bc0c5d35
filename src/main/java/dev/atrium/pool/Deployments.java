package dev.atrium.pool;

import dev.atrium.shared.Actor;
import dev.atrium.shared.DeploymentId;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What should run: versions and how many replicas of each. */
public interface Deployments {

    /** @param stoppedAt when it was stopped, or null while it should run */
    record Deployment(
            DeploymentId id,
            TenantId tenant,
            RepositoryId model,
            VersionId version,
            int wantedReplicas,
            Instant createdAt,
            @Nullable Instant stoppedAt) {}

    /**
     * Wants {@code replicas} running copies of a version. Placement follows within seconds.
     *
     * @param replicas 0 to 1000
     * @throws dev.atrium.shared.ProblemException {@code no_such_version} if the tenant owns no such version,
     *     {@code bad_replicas}, {@code no_engine} if no engine serves files like these
     */
    DeploymentId deploy(Actor actor, TenantId tenant, VersionId version, int replicas);

    /**
     * Like {@link #deploy}. Once all copies are ready, the alias {@code production} moves to the version and the
     * earlier deployments of its model stop, so that callers notice no gap. Until then those go on.
     */
    DeploymentId replace(Actor actor, TenantId tenant, VersionId version, int replicas);

    /**
     * Stops a deployment and its replicas. Stopping it again changes nothing.
     *
     * @throws dev.atrium.shared.ProblemException {@code no_such_deployment} if the tenant has none of that id
     */
    void stop(Actor actor, TenantId tenant, DeploymentId deployment);

    /** Whose deployment it is, stopped or not; empty when there is none of that id. */
    Optional<TenantId> ownerOf(DeploymentId deployment);

    /** All deployments of a tenant that are not stopped, oldest first. */
    List<Deployment> of(TenantId tenant);
}
