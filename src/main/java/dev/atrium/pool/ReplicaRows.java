package dev.atrium.pool;

import dev.atrium.cluster.ChangeFeed;
import dev.atrium.cluster.Columns;
import dev.atrium.shared.DeploymentId;
import dev.atrium.shared.ReplicaId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import dev.atrium.shared.WorkerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code replica}; only rows that should exist are read. */
final class ReplicaRows {

    static final int REASON_MAX_LENGTH = 500;

    private static final String SELECT = """
            SELECT r.id, r.deployment_id, d.tenant_id, d.version_id, d.size_bytes, r.worker_id, r.state, r.reason,
              r.progress, r.attempts, r.retry_at, r.created_at, r.changed_at
            FROM replica r JOIN deployment d ON d.id = r.deployment_id
            WHERE r.removed_at IS NULL
            """;

    private final JdbcClient db;
    private final ChangeFeed feed;

    ReplicaRows(JdbcClient db, ChangeFeed feed) {
        this.db = db;
        this.feed = feed;
    }

    List<ReplicaRow> all() {
        return select("", Map.of());
    }

    List<ReplicaRow> of(TenantId tenant) {
        return select(" AND d.tenant_id = :id", Map.of("id", Columns.id(tenant)));
    }

    List<ReplicaRow> of(TenantId tenant, Collection<VersionId> versions) {
        return versions.isEmpty()
                ? List.of()
                : select(
                        " AND d.tenant_id = :id AND d.version_id IN (:versions)",
                        Map.of(
                                "id",
                                Columns.id(tenant),
                                "versions",
                                versions.stream().map(Columns::id).toList()));
    }

    List<ReplicaRow> of(WorkerId worker) {
        return select(" AND r.worker_id = :id", Map.of("id", Columns.id(worker)));
    }

    List<ReplicaRow> of(DeploymentId deployment) {
        return select(" AND r.deployment_id = :id", Map.of("id", Columns.id(deployment)));
    }

    Optional<ReplicaRow> find(WorkerId worker, ReplicaId id) {
        return select(
                        " AND r.id = :id AND r.worker_id = :worker",
                        Map.of("id", Columns.id(id), "worker", Columns.id(worker)))
                .stream()
                .findFirst();
    }

    void insert(ReplicaRow replica) {
        db.sql("""
                INSERT INTO replica
                  (id, deployment_id, worker_id, state, reason, attempts, created_at, changed_at)
                VALUES (:id, :deployment, :worker, :state, :reason, :attempts, :created, :changed)
                """)
                .param("id", Columns.id(replica.id()))
                .param("deployment", Columns.id(replica.deployment()))
                .param("worker", Columns.idOrNull(replica.worker()))
                .param("state", replica.state().word())
                .param("reason", cut(replica.reason()))
                .param("attempts", replica.attempts())
                .param("created", Columns.time(replica.createdAt()))
                .param("changed", Columns.time(replica.changedAt()))
                .update();
    }

    /**
     * Writes everything that can change of a replica.
     *
     * @param was the state in which it was read
     * @return whether it was still in that state; if not, nothing is written, and the next look finds what to do
     */
    boolean update(ReplicaRow replica, ReplicaState was) {
        return db.sql("""
                UPDATE replica
                SET worker_id = :worker, state = :state, reason = :reason, progress = :progress,
                  attempts = :attempts, retry_at = :retry, changed_at = :changed
                WHERE id = :id AND removed_at IS NULL AND state = :was
                """)
                        .param("worker", Columns.idOrNull(replica.worker()))
                        .param("state", replica.state().word())
                        .param("reason", cut(replica.reason()))
                        .param("progress", replica.progress())
                        .param("attempts", replica.attempts())
                        .param("retry", Columns.timeOrNull(replica.retryAt()))
                        .param("changed", Columns.time(replica.changedAt()))
                        .param("id", Columns.id(replica.id()))
                        .param("was", was.word())
                        .update()
                == 1;
    }

    /** It is gone from now on; the row stays, because events refer to it. */
    void end(ReplicaId id, Instant now) {
        db.sql("""
                UPDATE replica SET state = 'stopped', reason = '', progress = NULL, retry_at = NULL,
                  changed_at = :now, removed_at = :now
                WHERE id = :id AND removed_at IS NULL
                """).param("now", Columns.time(now)).param("id", Columns.id(id)).update();
    }

    /** Tells the gateways. The last step of a transaction. */
    void announce(Collection<ReplicaId> ids) {
        ids.forEach(id -> feed.append(RouteTable.KIND, id));
    }

    /** @param more of the condition */
    private List<ReplicaRow> select(String more, Map<String, ?> values) {
        return db.sql(SELECT + more + " ORDER BY r.id")
                .params(values)
                .query((row, _) -> toReplica(row))
                .list();
    }

    /** Long explanations lose their end. */
    static String cut(String reason) {
        return reason.length() <= REASON_MAX_LENGTH ? reason : reason.substring(0, REASON_MAX_LENGTH);
    }

    private static ReplicaRow toReplica(ResultSet row) throws SQLException {
        return new ReplicaRow(
                new ReplicaId(Columns.uuid(row, "id")),
                new DeploymentId(Columns.uuid(row, "deployment_id")),
                new TenantId(Columns.uuid(row, "tenant_id")),
                new VersionId(Columns.uuid(row, "version_id")),
                row.getLong("size_bytes"),
                Optional.<UUID>ofNullable(Columns.uuidOrNull(row, "worker_id"))
                        .map(WorkerId::new)
                        .orElse(null),
                ReplicaState.of(row.getString("state")),
                row.getString("reason"),
                row.getObject("progress", Integer.class),
                row.getInt("attempts"),
                Columns.instantOrNull(row, "retry_at"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "changed_at"));
    }
}
