package dev.atrium.pool;

import dev.atrium.agent.WorkerReport;
import dev.atrium.cluster.Columns;
import dev.atrium.shared.JoinTokenId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.WorkerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code worker}. */
final class WorkerRows {

    private static final String SELECT = """
            SELECT id, tenant_id, pool, name, public_key, address, report, token_id, joined_at, seen_at, removed_at
            FROM worker
            """;

    private final JdbcClient db;
    private final JsonMapper json;

    WorkerRows(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    Optional<WorkerRow> find(WorkerId id) {
        return db.sql(SELECT + " WHERE id = :id")
                .param("id", Columns.id(id))
                .query((row, _) -> toWorker(row))
                .optional();
    }

    Optional<WorkerRow> byKey(String publicKey) {
        return db.sql(SELECT + " WHERE public_key = :key")
                .param("key", publicKey)
                .query((row, _) -> toWorker(row))
                .optional();
    }

    /** Those that belong to a pool, in the order of their names. */
    List<WorkerRow> all() {
        return db.sql(SELECT + " WHERE removed_at IS NULL ORDER BY name, id")
                .query((row, _) -> toWorker(row))
                .list();
    }

    /** Those whose place {@code fresh} takes: same owner, pool, name and address can be but one machine. */
    List<WorkerRow> replacedBy(WorkerRow fresh) {
        return db.sql(SELECT + """
                 WHERE removed_at IS NULL AND id <> :id AND tenant_id <=> :owner
                   AND pool = :pool AND name = :name AND address = :address
                """)
                .param("id", Columns.id(fresh.id()))
                .param("owner", Columns.idOrNull(fresh.owner()))
                .param("pool", fresh.pool())
                .param("name", fresh.name())
                .param("address", fresh.address())
                .query((row, _) -> toWorker(row))
                .list();
    }

    /** Inserts the worker, or overwrites everything of the one that has its id. */
    void save(WorkerRow worker) {
        db.sql("""
                INSERT INTO worker
                  (id, tenant_id, pool, name, public_key, address, report, token_id, joined_at, seen_at, removed_at)
                VALUES (:id, :owner, :pool, :name, :key, :address, :report, :token, :joined, :seen, :removed) AS fresh
                ON DUPLICATE KEY UPDATE
                  tenant_id = fresh.tenant_id, pool = fresh.pool, name = fresh.name, address = fresh.address,
                  report = fresh.report, token_id = fresh.token_id, joined_at = fresh.joined_at,
                  seen_at = fresh.seen_at, removed_at = fresh.removed_at
                """)
                .param("id", Columns.id(worker.id()))
                .param("owner", Columns.idOrNull(worker.owner()))
                .param("pool", worker.pool())
                .param("name", worker.name())
                .param("key", worker.publicKey())
                .param("address", worker.address())
                .param("report", json.writeValueAsString(worker.report()))
                .param("token", Columns.id(worker.token()))
                .param("joined", Columns.time(worker.joinedAt()))
                .param("seen", Columns.time(worker.seenAt()))
                .param("removed", Columns.timeOrNull(worker.removedAt()))
                .update();
    }

    /** Notes that a worker reported, and what. */
    void seen(WorkerId id, WorkerReport report, Instant at) {
        db.sql("UPDATE worker SET seen_at = :now, address = :address, report = :report WHERE id = :id")
                .param("now", Columns.time(at))
                .param("address", report.address())
                .param("report", json.writeValueAsString(report))
                .param("id", Columns.id(id))
                .update();
    }

    /** @return whether it belonged to a pool until now */
    boolean remove(WorkerId id, Instant at) {
        return db.sql("UPDATE worker SET removed_at = :now WHERE id = :id AND removed_at IS NULL")
                        .param("now", Columns.time(at))
                        .param("id", Columns.id(id))
                        .update()
                == 1;
    }

    private WorkerRow toWorker(ResultSet row) throws SQLException {
        return new WorkerRow(
                new WorkerId(Columns.uuid(row, "id")),
                Optional.<UUID>ofNullable(Columns.uuidOrNull(row, "tenant_id"))
                        .map(TenantId::new)
                        .orElse(null),
                row.getString("pool"),
                row.getString("name"),
                row.getString("public_key"),
                row.getString("address"),
                json.readValue(row.getString("report"), WorkerReport.class),
                new JoinTokenId(Columns.uuid(row, "token_id")),
                Columns.instant(row, "joined_at"),
                Columns.instant(row, "seen_at"),
                Columns.instantOrNull(row, "removed_at"));
    }
}
