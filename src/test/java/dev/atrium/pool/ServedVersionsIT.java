package dev.atrium.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.agent.Heartbeat;
import dev.atrium.pool.ServedVersions.Served;
import dev.atrium.registry.Repositories.Published;
import dev.atrium.shared.TenantId;
import dev.atrium.testing.ControlContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How versions are served, in one look. */
class ServedVersionsIT {

    @TempDir
    private Path home;

    private PoolFixture pool;
    private ServedVersions served;
    private TenantId acme;
    private Published version;

    @BeforeEach
    void start() {
        pool = new PoolFixture(home);
        served = pool.portal.bean(ServedVersions.class);
        acme = pool.portal.tenant("acme");
        version = pool.publish(acme, "minilm");
    }

    @AfterEach
    void stop() {
        pool.close();
    }

    @Test
    void aVersionThatNobodyDeployedIsMissing() {
        pool.deploy(acme, version, 0);

        assertThat(look(acme)).isEmpty();
        assertThat(served.of(acme, List.of())).isEmpty();
    }

    @Test
    void aVersionWaitsIsReadyAndIsGoneOnceStopped() {
        var deployment = pool.deploy(acme, version, 1);
        assertThat(look(acme)).containsValue(new Served("onnx", 1, 0, ReplicaState.QUEUED, "", null));

        pool.place();
        assertThat(look(acme)).containsValue(new Served("onnx", 1, 0, ReplicaState.QUEUED, Fleet.NO_WORKER, null));

        var worker = pool.join("one", null);
        pool.place();
        worker.beat();
        worker.beat();
        assertThat(look(acme)).containsValue(new Served("onnx", 1, 1, ReplicaState.READY, "", null));

        pool.deployments.stop(ControlContext.OPERATOR, acme, deployment);
        assertThat(look(acme)).isEmpty();
    }

    @Test
    void theReplicaThatIsFurthestSpeaks() {
        pool.deploy(acme, version, 1);
        pool.deploy(acme, version, 1);
        var well = pool.join("well", null);
        var ill = pool.join("ill", null);
        pool.place();
        ill.state = Heartbeat.State.FAILED;
        ill.reason = "The graph is missing.";
        for (int i = 0; i < 2; i++) {
            well.beat();
            ill.beat();
        }

        assertThat(look(acme)).containsValue(new Served("onnx", 2, 1, ReplicaState.READY, "", null));
    }

    @Test
    void othersSeeNothingOfIt() {
        pool.deploy(acme, version, 1);

        assertThat(look(pool.portal.tenant("globex"))).isEmpty();
    }

    private Map<?, Served> look(TenantId owner) {
        return served.of(owner, List.of(version.version()));
    }
}
