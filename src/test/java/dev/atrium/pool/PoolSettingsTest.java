package dev.atrium.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PoolSettingsTest {

    static final PoolSettings DEFAULTS = bound(Map.of());

    @Test
    void hasDefaults() {
        assertThat(DEFAULTS)
                .isEqualTo(new PoolSettings(
                        Duration.ofSeconds(2),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5)));
    }

    @Test
    void waitsLongerAfterEachFailureUpToALimit() {
        assertThat(IntStream.of(0, 1, 2, 5, 6, 7, 1_000_000).mapToObj(DEFAULTS::retryAfter))
                .extracting(Duration::toSeconds)
                .containsExactly(5L, 10L, 20L, 160L, 300L, 300L, 300L);
    }

    @Test
    void namesTheKeyThatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> changed(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ZERO))
                .withMessage("atrium.pool.drain: PT0S (expected: > 0)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> changed(Duration.ofSeconds(5), Duration.ofSeconds(4), Duration.ofSeconds(5)))
                .withMessage("atrium.pool.retry-most: PT4S (expected: at least retry-first, which is PT5S)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PoolSettings(
                        Duration.ofSeconds(11),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5)))
                .withMessage("atrium.pool.lost-after: PT30S (expected: at least three times the heartbeat of PT11S)");
    }

    private static PoolSettings changed(Duration retryFirst, Duration retryMost, Duration drain) {
        return new PoolSettings(
                Duration.ofSeconds(2), Duration.ofMillis(500), Duration.ofSeconds(30), drain, retryFirst, retryMost);
    }

    private static PoolSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("atrium.pool", PoolSettings.class);
    }
}
