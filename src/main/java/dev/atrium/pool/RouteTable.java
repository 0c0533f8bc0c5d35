package dev.atrium.pool;

import dev.atrium.cluster.Columns;
import dev.atrium.cluster.MirroredTable;
import dev.atrium.shared.DeploymentId;
import dev.atrium.shared.ReplicaId;
import dev.atrium.shared.VersionId;
import dev.atrium.shared.WorkerId;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All replicas that are ready, by version, in a gateway's memory. Whether they are alive is not told here. */
public final class RouteTable extends MirroredTable<ReplicaRoute> {

    /** The kind of feed entries that announce a change of a replica. */
    public static final String KIND = "replica";

    private static final String SELECT = """
            SELECT r.id, r.deployment_id, d.version_id, w.id AS worker_id, w.address, w.public_key
            FROM replica r JOIN deployment d ON d.id = r.deployment_id JOIN worker w ON w.id = r.worker_id
            WHERE r.state = 'ready' AND r.removed_at IS NULL AND w.removed_at IS NULL
            """;

    private final Map<VersionId, List<ReplicaRoute>> byVersion = new ConcurrentHashMap<>();

    public RouteTable() {
        super(KIND, ReplicaRoute.class);
    }

    /** The replicas that serve {@code version}; empty when it is not deployed or none is ready. */
    public List<ReplicaRoute> of(VersionId version) {
        return byVersion.getOrDefault(version, List.of());
    }

    @Override
    protected List<ReplicaRoute> select(JdbcClient db, @Nullable Set<UUID> ids) {
        var query = ids == null
                ? db.sql(SELECT)
                : db.sql(SELECT + " AND r.id IN (:ids)").param("ids", Columns.ids(ids));
        return query.query((row, _) -> new ReplicaRoute(
                        new ReplicaId(Columns.uuid(row, "id")),
                        new DeploymentId(Columns.uuid(row, "deployment_id")),
                        new VersionId(Columns.uuid(row, "version_id")),
                        new WorkerId(Columns.uuid(row, "worker_id")),
                        URI.create(row.getString("address")),
                        row.getString("public_key")))
                .list();
    }

    @Override
    protected UUID idOf(ReplicaRoute row) {
        return row.id().value();
    }

    @Override
    protected void put(ReplicaRoute row, @Nullable ReplicaRoute previous) {
        if (previous != null && !previous.version().equals(row.version())) {
            removed(previous);
        }
        byVersion.compute(row.version(), (_, others) -> with(others, row));
    }

    @Override
    protected void removed(ReplicaRoute previous) {
        byVersion.computeIfPresent(previous.version(), (_, others) -> {
            var rest = others.stream()
                    .filter(other -> !other.id().equals(previous.id()))
                    .toList();
            return rest.isEmpty() ? null : rest;
        });
    }

    private static List<ReplicaRoute> with(@Nullable List<ReplicaRoute> others, ReplicaRoute row) {
        var all = new ArrayList<ReplicaRoute>();
        if (others != null) {
            others.stream().filter(other -> !other.id().equals(row.id())).forEach(all::add);
        }
        all.add(row);
        return List.copyOf(all);
    }
}
