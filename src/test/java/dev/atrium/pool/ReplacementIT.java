package dev.atrium.pool;

import static dev.atrium.testing.ControlContext.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.agent.Heartbeat;
import dev.atrium.audit.AuditLog;
import dev.atrium.audit.RecordedEntry;
import dev.atrium.registry.ModelEntry;
import dev.atrium.registry.Repositories;
import dev.atrium.registry.Repositories.Published;
import dev.atrium.shared.DeploymentId;
import dev.atrium.shared.Slug;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a new version takes the place of the one that is served. */
class ReplacementIT {

    private static final Slug PRODUCTION = new Slug(ModelEntry.DEFAULT_ALIAS);

    @TempDir
    private Path home;

    private PoolFixture pool;
    private TenantId acme;
    private Published first;
    private DeploymentId serving;
    private PoolFixture.TestWorker worker;

    @BeforeEach
    void start() {
        pool = new PoolFixture(home);
        acme = pool.portal.tenant("acme");
        first = pool.publish(acme, "minilm");
        serving = pool.deploy(acme, first, 1);
        worker = pool.join("one", null);
        pool.place();
        worker.beat();
        worker.beat();
    }

    @AfterEach
    void stop() {
        pool.close();
    }

    @Test
    void theServedVersionGoesOnUntilTheNewOneIsReady() {
        worker.state = Heartbeat.State.LOADING;
        var second = publishAside();
        var replacing = pool.deployments.replace(OPERATOR, acme, second.version(), 1);
        round();
        assertThat(production()).contains(first.version());
        assertThat(pool.deployments.of(acme))
                .extracting(Deployments.Deployment::id)
                .containsExactly(serving, replacing);

        worker.state = Heartbeat.State.READY;
        round();

        assertThat(production()).contains(second.version());
        assertThat(pool.deployments.of(acme))
                .extracting(Deployments.Deployment::id)
                .containsExactly(replacing);
        assertThat(pool.portal.bean(AuditLog.class).of(acme, null, 2))
                .extracting(RecordedEntry::action)
                .containsExactly("deployment.stop", "alias.move");
        pool.pass(Duration.ofSeconds(8), worker);
        assertThat(pool.replicas.of(acme))
                .singleElement()
                .returns(second.version(), Replica::version)
                .returns(ReplicaState.READY, Replica::state);
    }

    @Test
    void aVersionThatCannotBeServedReplacesNothingAndALaterOneReplacesBoth() {
        worker.state = Heartbeat.State.FAILED;
        pool.deployments.replace(OPERATOR, acme, publishAside().version(), 1);
        round();
        assertThat(production()).contains(first.version());

        worker.state = Heartbeat.State.READY;
        var third = publishAside();
        var replacing = pool.deployments.replace(OPERATOR, acme, third.version(), 1);
        round();

        assertThat(production()).contains(third.version());
        assertThat(pool.deployments.of(acme))
                .extracting(Deployments.Deployment::id)
                .containsExactly(replacing);
    }

    @Test
    void otherModelsGoOn() {
        var other = pool.deploy(acme, pool.publish(acme, "other"), 1);
        var replacing = pool.deployments.replace(OPERATOR, acme, publishAside().version(), 1);
        round();

        assertThat(pool.deployments.of(acme))
                .extracting(Deployments.Deployment::id)
                .containsExactly(other, replacing);
    }

    @Test
    void aCopyOnASilentWorkerReplacesNothing() {
        pool.deployments.replace(OPERATOR, acme, publishAside().version(), 1);
        pool.place();
        worker.beat();
        worker.beat();
        pool.clock.advance(Duration.ofMinutes(1));
        pool.portal.bean(Replacement.class).run();

        assertThat(production()).contains(first.version());
        assertThat(pool.deployments.of(acme)).hasSize(2);
    }

    private void round() {
        pool.place();
        worker.beat();
        worker.beat();
        pool.portal.bean(Replacement.class).run();
    }

    private Published publishAside() {
        var files = Map.of("model.onnx", PoolFixture.DIGEST);
        return pool.portal.bean(Repositories.class).publishAside(OPERATOR, acme, first.repository(), files, "");
    }

    private Optional<VersionId> production() {
        return pool.portal
                .bean(Repositories.class)
                .versionOn(acme, first.repository(), PRODUCTION, pool.clock.instant());
    }
}
