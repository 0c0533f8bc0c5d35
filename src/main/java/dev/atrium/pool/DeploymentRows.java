package dev.atrium.pool;

import dev.atrium.cluster.Columns;
import dev.atrium.shared.DeploymentId;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code deployment}. */
final class DeploymentRows {

    private static final String SELECT = """
            SELECT id, tenant_id, model_id, version_id, engine, size_bytes, wanted_replicas, created_at, stopped_at
            FROM deployment
            """;

    private final JdbcClient db;

    DeploymentRows(JdbcClient db) {
        this.db = db;
    }

    /** @param replaces whether it takes the place of the model's earlier ones once it is ready */
    void insert(DeploymentRow deployment, boolean replaces) {
        db.sql("""
                INSERT INTO deployment
                  (id, tenant_id, model_id, version_id, engine, size_bytes, wanted_replicas, replaces, created_at)
                VALUES
                  (:id, :tenant, :model, :version, :engine, :size, :wanted, :replaces, :created)
                """)
                .param("id", Columns.id(deployment.id()))
                .param("tenant", Columns.id(deployment.tenant()))
                .param("model", Columns.id(deployment.model()))
                .param("version", Columns.id(deployment.version()))
                .param("engine", deployment.engine())
                .param("size", deployment.sizeBytes())
                .param("wanted", deployment.wantedReplicas())
                .param("replaces", replaces)
                .param("created", Columns.time(deployment.createdAt()))
                .update();
    }

    Optional<DeploymentRow> find(DeploymentId id) {
        return db.sql(SELECT + " WHERE id = :id")
                .param("id", Columns.id(id))
                .query((row, _) -> toDeployment(row))
                .optional();
    }

    /** @return whether it should have run until now */
    boolean stop(TenantId tenant, DeploymentId id, Instant at) {
        return db.sql("""
                        UPDATE deployment SET stopped_at = :now
                        WHERE id = :id AND tenant_id = :tenant AND stopped_at IS NULL
                        """)
                        .param("now", Columns.time(at))
                        .param("id", Columns.id(id))
                        .param("tenant", Columns.id(tenant))
                        .update()
                == 1;
    }

    List<DeploymentRow> running(TenantId tenant) {
        return db.sql(SELECT + " WHERE tenant_id = :tenant AND stopped_at IS NULL ORDER BY id")
                .param("tenant", Columns.id(tenant))
                .query((row, _) -> toDeployment(row))
                .list();
    }

    List<DeploymentRow> running(TenantId tenant, Collection<VersionId> versions) {
        return db.sql(SELECT
                        + " WHERE tenant_id = :tenant AND version_id IN (:versions) AND stopped_at IS NULL ORDER BY id")
                .param("tenant", Columns.id(tenant))
                .param("versions", versions.stream().map(Columns::id).toList())
                .query((row, _) -> toDeployment(row))
                .list();
    }

    /** Those that should run and are to replace earlier ones of their model. */
    List<DeploymentRow> replacing() {
        return db.sql(SELECT + " WHERE replaces AND stopped_at IS NULL ORDER BY id")
                .query((row, _) -> toDeployment(row))
                .list();
    }

    /** It has taken the place of earlier ones. */
    void replaced(DeploymentId id) {
        db.sql("UPDATE deployment SET replaces = FALSE WHERE id = :id")
                .param("id", Columns.id(id))
                .update();
    }

    /** Those that should run, and those that still have a replica. */
    List<DeploymentRow> active() {
        return db.sql(SELECT + """
                 WHERE stopped_at IS NULL OR EXISTS (
                   SELECT 1 FROM replica r WHERE r.deployment_id = deployment.id AND r.removed_at IS NULL)
                ORDER BY id
                """).query((row, _) -> toDeployment(row)).list();
    }

    /** Reads a deployment and keeps others from changing it, or its set of replicas, until the transaction ends. */
    Optional<DeploymentRow> lock(DeploymentId id) {
        return db.sql(SELECT + " WHERE id = :id FOR UPDATE")
                .param("id", Columns.id(id))
                .query((row, _) -> toDeployment(row))
                .optional();
    }

    private static DeploymentRow toDeployment(ResultSet row) throws SQLException {
        return new DeploymentRow(
                new DeploymentId(Columns.uuid(row, "id")),
                new TenantId(Columns.uuid(row, "tenant_id")),
                new RepositoryId(Columns.uuid(row, "model_id")),
                new VersionId(Columns.uuid(row, "version_id")),
                row.getString("engine"),
                row.getLong("size_bytes"),
                row.getInt("wanted_replicas"),
                Columns.instant(row, "created_at"),
                Columns.instantOrNull(row, "stopped_at"));
    }
}
