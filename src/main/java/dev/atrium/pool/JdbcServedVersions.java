package dev.atrium.pool;

import static java.util.stream.Collectors.groupingBy;

import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Served versions in MySQL: deployments with the replicas that they have. */
final class JdbcServedVersions implements ServedVersions {

    /** From the furthest state to the one that says least. */
    private static final List<ReplicaState> FURTHEST_FIRST = List.of(
            ReplicaState.READY,
            ReplicaState.LOADING,
            ReplicaState.DOWNLOADING,
            ReplicaState.FAILED,
            ReplicaState.QUEUED,
            ReplicaState.STOPPING,
            ReplicaState.STOPPED);

    /** A replica whose worker is silent comes after one that is well. */
    private static final Comparator<Replica> FURTHEST = Comparator.<Replica>comparingInt(
                    replica -> FURTHEST_FIRST.indexOf(replica.state()))
            .thenComparing(replica -> !replica.reason().isEmpty());

    private final DeploymentRows deployments;
    private final JdbcReplicas replicas;

    JdbcServedVersions(DeploymentRows deployments, JdbcReplicas replicas) {
        this.deployments = deployments;
        this.replicas = replicas;
    }

    @Override
    public Map<VersionId, Served> of(TenantId owner, Collection<VersionId> versions) {
        if (versions.isEmpty()) {
            return Map.of();
        }
        var running = deployments.running(owner, versions).stream()
                .filter(deployment -> deployment.wantedReplicas() > 0)
                .collect(groupingBy(DeploymentRow::version));
        var copies = replicas.of(owner, running.keySet()).stream().collect(groupingBy(Replica::version));
        var served = new HashMap<VersionId, Served>();
        running.forEach((version, wanting) ->
                served.put(version, served(wanting, copies.getOrDefault(version, List.of()))));
        return served;
    }

    /** Before placement has looked there is no replica; it is as one that waits. */
    private static Served served(List<DeploymentRow> wanting, List<Replica> copies) {
        var engine = wanting.getFirst().engine();
        var wanted = wanting.stream().mapToInt(DeploymentRow::wantedReplicas).sum();
        var ready = (int) copies.stream()
                .filter(copy -> copy.state() == ReplicaState.READY)
                .count();
        return copies.stream()
                .min(FURTHEST)
                .map(best -> new Served(engine, wanted, ready, best.state(), best.reason(), best.progress()))
                .orElseGet(() -> new Served(engine, wanted, 0, ReplicaState.QUEUED, "", null));
    }
}
