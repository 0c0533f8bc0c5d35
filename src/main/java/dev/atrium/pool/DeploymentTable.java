package dev.atrium.pool;

import dev.atrium.cluster.Columns;
import dev.atrium.cluster.MirroredTable;
import dev.atrium.shared.DeploymentId;
import dev.atrium.shared.VersionId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * All deployments that want replicas, in a gateway's memory. They tell a version whose replicas are all lost, which
 * is soon served again, from one that nobody deployed.
 */
public final class DeploymentTable extends MirroredTable<DeploymentTable.Entry> {

    /** The kind of feed entries that announce a change of a deployment. */
    static final String KIND = "deployment";

    private static final String SELECT = """
            SELECT id, version_id FROM deployment WHERE stopped_at IS NULL AND wanted_replicas > 0
            """;

    private final Map<VersionId, Integer> counts = new ConcurrentHashMap<>();

    public DeploymentTable() {
        super(KIND, Entry.class);
    }

    /** One deployment. */
    public record Entry(DeploymentId id, VersionId version) {}

    /** Whether replicas of {@code version} should run. */
    public boolean isDeployed(VersionId version) {
        return counts.containsKey(version);
    }

    @Override
    protected List<Entry> select(JdbcClient db, @Nullable Set<UUID> ids) {
        var query = ids == null
                ? db.sql(SELECT)
                : db.sql(SELECT + " AND id IN (:ids)").param("ids", Columns.ids(ids));
        return query.query((row, _) -> new Entry(
                        new DeploymentId(Columns.uuid(row, "id")), new VersionId(Columns.uuid(row, "version_id"))))
                .list();
    }

    @Override
    protected UUID idOf(Entry row) {
        return row.id().value();
    }

    @Override
    protected void put(Entry row, @Nullable Entry previous) {
        if (previous == null) {
            counts.merge(row.version(), 1, Integer::sum);
        }
    }

    @Override
    protected void removed(Entry previous) {
        counts.computeIfPresent(previous.version(), (_, count) -> count == 1 ? null : count - 1);
    }
}
