package dev.atrium.chaos;

import static dev.atrium.cluster.Columns.id;
import static dev.atrium.cluster.Columns.time;

import dev.atrium.gateway.StandInEngine;
import dev.atrium.keys.KeySecret;
import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.DeploymentId;
import dev.atrium.shared.Id;
import dev.atrium.shared.JoinTokenId;
import dev.atrium.shared.PriceVersionId;
import dev.atrium.shared.ProjectId;
import dev.atrium.shared.ReplicaId;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a gateway must know to serve one model to one organization: the rows, before any gateway starts. */
final class ChaosRows {

    static final String MODEL = "chaos/echo";
    static final long PICO_PER_INPUT = 20_000;
    static final long PICO_PER_OUTPUT = 60_000;

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final String COMMIT = "0123456789012345678901234567890123456789";

    private final JdbcClient db;
    private final TenantId tenant = TenantId.next();
    private final ProjectId project = ProjectId.next();
    private final RepositoryId model = RepositoryId.next();
    private final VersionId version = VersionId.next();
    private final PriceVersionId price = PriceVersionId.next();
    private final JoinTokenId token = JoinTokenId.next();
    private final DeploymentId deployment = DeploymentId.next();

    ChaosRows(JdbcClient db) {
        this.db = db;
    }

    TenantId tenant() {
        return tenant;
    }

    /** Returns the secret of a key. */
    KeySecret insert(StandInEngine engine) {
        insertTenant();
        insertModel();
        insertPrice();
        insertReplica(engine);
        return insertKey();
    }

    private void insertTenant() {
        run("""
                INSERT INTO tenant (id, slug, name, currency, default_project_id, created_at)
                VALUES (?, 'chaos', 'Chaos', 'USD', ?, ?)
                """, tenant, project, BEGIN);
        run("""
                INSERT INTO project (id, tenant_id, slug, name, created_at)
                VALUES (?, ?, 'default', 'Default', ?)
                """, project, tenant, BEGIN);
    }

    private void insertModel() {
        run("""
                INSERT INTO repository (id, tenant_id, kind, slug, visibility, created_at)
                VALUES (?, ?, 'model', 'echo', 'private', ?)
                """, model, tenant, BEGIN);
        run("""
                INSERT INTO repository_commit (repository_id, id, parent_id, message, created_at)
                VALUES (?, ?, NULL, '', ?)
                """, model, COMMIT, BEGIN);
        run("""
                INSERT INTO version (id, repository_id, number, commit_id, published_at)
                VALUES (?, ?, 1, ?, ?)
                """, version, model, COMMIT, BEGIN);
    }

    private void insertPrice() {
        run("""
                INSERT INTO price_version (id, model_id, currency, publisher_basis_points, valid_from, created_at)
                VALUES (?, ?, 'USD', 0, ?, ?)
                """, price, model, BEGIN, BEGIN);
        var line = "INSERT INTO price_line (price_version_id, meter, pico_per_unit) VALUES (?, ?, ?)";
        run(line, price, "input_tokens", PICO_PER_INPUT);
        run(line, price, "output_tokens", PICO_PER_OUTPUT);
    }

    private void insertReplica(StandInEngine engine) {
        run("""
                INSERT INTO join_token (id, pool, digest, uses_left, created_at, expires_at)
                VALUES (?, 'default', RANDOM_BYTES(32), 0, ?, ?)
                """, token, BEGIN, BEGIN);
        run("""
                INSERT INTO worker (id, pool, name, public_key, address, report, token_id, joined_at, seen_at)
                VALUES (?, 'default', 'stand-in', ?, ?, '{}', ?, ?, ?)
                """, engine.worker(), engine.publicKey(), engine.address().toString(), token, BEGIN, BEGIN);
        run("""
                INSERT INTO deployment (id, tenant_id, model_id, version_id, engine, size_bytes, wanted_replicas, created_at)
                VALUES (?, ?, ?, ?, 'onnx', 0, 1, ?)
                """, deployment, tenant, model, version, BEGIN);
        run("""
                INSERT INTO replica (id, deployment_id, worker_id, state, reason, attempts, created_at, changed_at)
                VALUES (?, ?, ?, 'ready', '', 0, ?, ?)
                """, ReplicaId.next(), deployment, engine.worker(), BEGIN, BEGIN);
    }

    private KeySecret insertKey() {
        var secret = KeySecret.random();
        run(
                """
                INSERT INTO api_key (id, tenant_id, project_id, name, hint, digest, issued_at)
                VALUES (?, ?, ?, 'chaos', ?, ?, ?)
                """,
                ApiKeyId.next(),
                tenant,
                project,
                secret.hint(),
                secret.digest().bytes(),
                BEGIN);
        return secret;
    }

    private void run(String sql, Object... values) {
        var statement = db.sql(sql);
        for (var value : values) {
            statement = statement.param(
                    switch (value) {
                        case Id typed -> id(typed);
                        case Instant instant -> time(instant);
                        default -> value;
                    });
        }
        statement.update();
    }
}
