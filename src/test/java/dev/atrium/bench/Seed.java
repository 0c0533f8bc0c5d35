package dev.atrium.bench;

import dev.atrium.cluster.Columns;
import dev.atrium.keys.KeySecret;
import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.DeploymentId;
import dev.atrium.shared.JoinTokenId;
import dev.atrium.shared.PriceVersionId;
import dev.atrium.shared.ProjectId;
import dev.atrium.shared.ReplicaId;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.Uuids;
import dev.atrium.shared.VersionId;
import dev.atrium.shared.WorkerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a bench finds in MySQL: one organization with many keys, one model with a price, and one ready replica on a
 * worker that is not really there.
 */
final class Seed {

    static final String MODEL = "bench/model";

    private static final Instant PAST = Instant.parse("2020-01-01T00:00:00Z");

    /** Placement takes the worker for alive. */
    private static final Instant FAR = Instant.parse("2090-01-01T00:00:00Z");

    /** So large that placement never doubts it. */
    private static final String REPORT = """
            {"version": "0", "address": "http://127.0.0.1:1", "cpus": 64, "memoryBytes": 1000000000000,
            "diskFreeBytes": 1000000000000, "devices": [], "engines": ["onnx"]}""";

    private final JdbcClient db;
    private final TenantId tenant = TenantId.next();
    private final ProjectId project = ProjectId.next();
    private final RepositoryId model = RepositoryId.next();
    private final VersionId version = VersionId.next();
    private final List<ApiKeyId> keys = new ArrayList<>();
    private final List<KeySecret> secrets = new ArrayList<>();

    private Seed(JdbcClient db) {
        this.db = db;
    }

    /**
     * @param address   of the worker
     * @param publicKey of the worker
     */
    static Seed sow(JdbcClient db, JdbcTemplate batches, int keys, String address, String publicKey) {
        var seed = new Seed(db);
        seed.sowOrganization();
        seed.sowModel();
        seed.sowReplica(address, publicKey);
        seed.sowKeys(batches, keys);
        return seed;
    }

    TenantId tenant() {
        return tenant;
    }

    ApiKeyId key(int number) {
        return keys.get(number);
    }

    String secret(int number) {
        return secrets.get(number).spelled();
    }

    private void sowOrganization() {
        insert(
                "tenant",
                "id, slug, name, currency, default_project_id, created_at",
                bytes(tenant),
                "bench",
                "Bench",
                "USD",
                bytes(project),
                time());
        insert(
                "project",
                "id, tenant_id, slug, name, created_at",
                bytes(project),
                bytes(tenant),
                "default",
                "Default",
                time());
    }

    private void sowModel() {
        var commit = "0".repeat(40);
        var price = PriceVersionId.next();
        insert(
                "repository",
                "id, tenant_id, kind, slug, visibility, created_at",
                bytes(model),
                bytes(tenant),
                "model",
                "model",
                "private",
                time());
        insert("repository_commit", "repository_id, id, message, created_at", bytes(model), commit, "bench", time());
        insert(
                "version",
                "id, repository_id, number, commit_id, published_at",
                bytes(version),
                bytes(model),
                1,
                commit,
                time());
        insert(
                "price_version",
                "id, model_id, currency, publisher_basis_points, valid_from, created_at",
                bytes(price),
                bytes(model),
                "USD",
                0,
                time(),
                time());
        for (var meter : List.of("input_tokens", "output_tokens")) {
            insert("price_line", "price_version_id, meter, pico_per_unit", bytes(price), meter, 20_000);
        }
    }

    private void sowReplica(String address, String publicKey) {
        var token = JoinTokenId.next();
        var worker = WorkerId.next();
        var deployment = DeploymentId.next();
        insert(
                "join_token",
                "id, pool, digest, uses_left, created_at, expires_at",
                bytes(token),
                "default",
                new byte[32],
                0,
                time(),
                Columns.time(FAR));
        insert(
                "worker",
                "id, pool, name, public_key, address, report, token_id, joined_at, seen_at",
                bytes(worker),
                "default",
                "bench",
                publicKey,
                address,
                REPORT,
                bytes(token),
                time(),
                Columns.time(FAR));
        insert(
                "deployment",
                "id, tenant_id, model_id, version_id, engine, size_bytes, wanted_replicas, created_at",
                bytes(deployment),
                bytes(tenant),
                bytes(model),
                bytes(version),
                "onnx",
                0,
                1,
                time());
        insert(
                "replica",
                "id, deployment_id, worker_id, state, reason, attempts, created_at, changed_at",
                bytes(ReplicaId.next()),
                bytes(deployment),
                bytes(worker),
                "ready",
                "",
                0,
                time(),
                time());
    }

    private void sowKeys(JdbcTemplate batches, int count) {
        IntStream.range(0, count).forEach(_ -> {
            keys.add(ApiKeyId.next());
            secrets.add(KeySecret.random());
        });
        batches.batchUpdate(
                "INSERT INTO api_key (id, tenant_id, project_id, name, hint, digest, issued_at) VALUES (?,?,?,?,?,?,?)",
                IntStream.range(0, count)
                        .mapToObj(i -> new Object[] {
                            bytes(keys.get(i)),
                            bytes(tenant),
                            bytes(project),
                            "bench",
                            secrets.get(i).hint(),
                            secrets.get(i).digest().bytes(),
                            time()
                        })
                        .toList());
    }

    private void insert(String table, String columns, Object... values) {
        var marks = "?,".repeat(values.length);
        db.sql("INSERT INTO %s (%s) VALUES (%s)".formatted(table, columns, marks.substring(0, marks.length() - 1)))
                .params(values)
                .update();
    }

    private static byte[] bytes(dev.atrium.shared.Id id) {
        return Uuids.toBytes(id.value());
    }

    private static java.time.LocalDateTime time() {
        return Columns.time(PAST);
    }
}
