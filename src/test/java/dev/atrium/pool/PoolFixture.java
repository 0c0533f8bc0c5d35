package dev.atrium.pool;

import static dev.atrium.testing.ControlContext.OPERATOR;

import dev.atrium.agent.Heartbeat;
import dev.atrium.agent.Join;
import dev.atrium.agent.SigningKey;
import dev.atrium.agent.WorkerReport;
import dev.atrium.registry.Repositories;
import dev.atrium.registry.Repositories.Published;
import dev.atrium.registry.Visibility;
import dev.atrium.shared.DeploymentId;
import dev.atrium.shared.Digest;
import dev.atrium.shared.Slug;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.WorkerId;
import dev.atrium.storage.Objects;
import dev.atrium.testing.ControlContext;
import dev.atrium.testing.SettableClock;
import dev.atrium.testing.TestMySql;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A pool on the test database, with a clock that stands still and placement that runs when told. */
final class PoolFixture implements AutoCloseable {

    static final byte[] WEIGHTS = "weights".getBytes(StandardCharsets.UTF_8);
    static final Digest DIGEST = Digest.of(WEIGHTS);

    private static final Slug POOL = new Slug("default");

    final SettableClock clock = new SettableClock();
    final ControlContext portal;
    final Workers workers;
    final Deployments deployments;
    final Replicas replicas;
    final JoinTokens tokens;

    PoolFixture(Path home) {
        retireOthers();
        portal = new ControlContext(home, clock);
        workers = portal.bean(Workers.class);
        deployments = portal.bean(Deployments.class);
        replicas = portal.bean(Replicas.class);
        tokens = portal.bean(JoinTokens.class);
    }

    /** Workers of the installation would take replicas of any test: those of earlier ones go. */
    private static void retireOthers() {
        var db = TestMySql.db();
        db.sql("UPDATE worker SET removed_at = seen_at WHERE removed_at IS NULL")
                .update();
        db.sql("UPDATE deployment SET stopped_at = created_at WHERE stopped_at IS NULL")
                .update();
        db.sql("UPDATE replica SET removed_at = changed_at WHERE removed_at IS NULL")
                .update();
    }

    void place() {
        portal.bean(Placement.class).run();
    }

    /** Lets time pass, with placement each second and heartbeats of {@code alive} each two. */
    void pass(Duration time, TestWorker... alive) {
        for (int second = 1; second <= time.toSeconds(); second++) {
            clock.advance(Duration.ofSeconds(1));
            if (second % 2 == 0) {
                List.of(alive).forEach(TestWorker::beat);
            }
            place();
        }
    }

    Published publish(TenantId owner, String name) {
        try {
            var repositories = portal.bean(Repositories.class);
            var model = repositories.createModel(OPERATOR, owner, new Slug(name), Visibility.PRIVATE);
            portal.bean(Objects.class).store(owner, new ByteArrayInputStream(WEIGHTS));
            return repositories.publish(OPERATOR, owner, model, Map.of("model.onnx", DIGEST), "");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    DeploymentId deploy(TenantId owner, Published version, int wanted) {
        return deployments.deploy(OPERATOR, owner, version.version(), wanted);
    }

    String token(@Nullable TenantId owner, int uses) {
        return tokens.issue(OPERATOR, owner, POOL, uses, Duration.ofHours(1)).token();
    }

    TestWorker join(String name, @Nullable TenantId owner) {
        return join(name, token(owner, 1), SigningKey.generate());
    }

    TestWorker join(String name, String token, SigningKey key) {
        var worker = new TestWorker(name, key);
        worker.id = workers.join(worker.request(token));
        return worker;
    }

    @Override
    public void close() {
        portal.close();
        retireOthers();
    }

    static WorkerReport report(String address) {
        return new WorkerReport("1", address, 2, 8L << 30, 8L << 30, List.of(), List.of("onnx"));
    }

    /** A worker that does at once what it is told: its replicas are in the state that the test sets. */
    final class TestWorker {

        final String name;
        final SigningKey key;
        String address;
        Heartbeat.State state = Heartbeat.State.READY;
        String reason = "";
        WorkerId id = WorkerId.next();
        Heartbeat.Answer orders = new Heartbeat.Answer(List.of(), List.of(), 0);

        TestWorker(String name, SigningKey key) {
            this.name = name;
            this.key = key;
            this.address = "http://127.0.0.1:%d".formatted(10_000 + Math.floorMod(name.hashCode(), 50_000));
        }

        Join.Request request(String token) {
            return new Join.Request(token, name, key.publicKey(), report(address));
        }

        /** Reports what it was told last, done, and takes what it is told now. */
        Heartbeat.Answer beat() {
            var reports = orders.wanted().stream()
                    .map(wanted -> new Heartbeat.ReplicaReport(wanted.replica(), state, reason, null))
                    .toList();
            orders = workers.heartbeat(id, new Heartbeat.Request(report(address), reports));
            return orders;
        }
    }
}
