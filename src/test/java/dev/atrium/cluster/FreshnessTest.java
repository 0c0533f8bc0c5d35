package dev.atrium.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private static final Instant NOW = Instant.parse("2041-05-01T10:00:00Z");
    private static final Duration LIMIT = Duration.ofMinutes(15);

    @Test
    void isStaleOnceTheLimitHasPassed() {
        var freshness = new Freshness(7, NOW, null);

        assertThat(freshness.isStale(NOW.plus(LIMIT), LIMIT)).isFalse();
        assertThat(freshness.isStale(NOW.plus(LIMIT).plusMillis(1), LIMIT)).isTrue();
    }

    @Test
    void isStaleThoughTheClockWasSetBack() {
        var longAgo = System.nanoTime() - LIMIT.toNanos() - 1;

        assertThat(new Freshness(7, NOW, null, longAgo).isStale(NOW, LIMIT)).isTrue();
        assertThat(new Freshness(7, NOW, null, System.nanoTime()).isStale(NOW, LIMIT))
                .isFalse();
    }

    @Test
    void isStaleBeforeTheFirstLoad() {
        assertThat(new Freshness(0, null, null).isStale(NOW, LIMIT)).isTrue();
    }

    @Test
    void seesAClockThatIsOffInEitherDirection() {
        var limit = Duration.ofSeconds(5);

        assertThat(new Freshness(7, NOW, Duration.ofSeconds(-6)).isClockOff(limit))
                .isTrue();
        assertThat(new Freshness(7, NOW, Duration.ofSeconds(6)).isClockOff(limit))
                .isTrue();
        assertThat(new Freshness(7, NOW, Duration.ofSeconds(5)).isClockOff(limit))
                .isFalse();
        assertThat(new Freshness(7, NOW, null).isClockOff(limit)).isFalse();
    }
}
