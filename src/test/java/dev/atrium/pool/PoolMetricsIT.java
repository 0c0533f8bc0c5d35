package dev.atrium.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoolMetricsIT {

    @TempDir
    private Path home;

    private PoolFixture pool;

    @BeforeEach
    void start() {
        pool = new PoolFixture(home);
    }

    @AfterEach
    void stop() {
        pool.close();
    }

    @Test
    void countsWorkersAndReplicasByState() {
        var acme = pool.portal.tenant("acme");
        pool.deploy(acme, pool.publish(acme, "minilm"), 2);
        var worker = pool.join("one", null);
        pool.join("two", null);
        pool.place();
        worker.beat();
        worker.beat();

        assertThat(value("atrium.workers", "connected")).isEqualTo(2);
        assertThat(value("atrium.workers", "lost")).isZero();
        assertThat(value("atrium.replicas", "ready")).isEqualTo(1);
        assertThat(value("atrium.replicas", "queued")).isEqualTo(1);
        assertThat(value("atrium.replicas", "failed")).isZero();

        pool.clock.advance(Duration.ofMinutes(1));
        worker.beat();
        assertThat(value("atrium.workers", "connected")).isEqualTo(1);
        assertThat(value("atrium.workers", "lost")).isEqualTo(1);
    }

    @Test
    void namesNoOrganization() {
        assertThat(pool.portal.bean(MeterRegistry.class).getMeters())
                .filteredOn(meter -> meter instanceof Gauge)
                .allSatisfy(meter -> assertThat(meter.getId().getTags())
                        .extracting(tag -> tag.getKey())
                        .containsExactly("state"));
    }

    private double value(String name, String state) {
        return pool.portal
                .bean(MeterRegistry.class)
                .get(name)
                .tag("state", state)
                .gauge()
                .value();
    }
}
