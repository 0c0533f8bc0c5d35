package dev.atrium.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.cluster.Freshness;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ReadinessTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final MemoryJournal journal = new MemoryJournal();
    private Freshness freshness = new Freshness(7, NOW, Duration.ZERO);
    private final Readiness readiness =
            new Readiness(() -> freshness, journal, Duration.ofMinutes(15), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void isReadyOnceItIsWarm() {
        assertThat(readiness.reasons()).containsExactly("warming up");

        readiness.isWarm();

        assertThat(readiness.reasons()).isEmpty();
    }

    @Test
    void needsKeysModelsAndPrices() {
        readiness.isWarm();
        freshness = new Freshness(0, null, null);

        assertThat(readiness.reasons())
                .containsExactly(
                        "keys, models and prices are not loaded: MySQL was never reached and there is no snapshot");
    }

    @Test
    void needsNews() {
        readiness.isWarm();
        freshness = new Freshness(7, NOW.minus(Duration.ofMinutes(16)), Duration.ZERO);

        assertThat(readiness.reasons()).containsExactly("no news from MySQL for more than 15 minutes");
    }

    @Test
    void needsTheRightTime() {
        readiness.isWarm();
        freshness = new Freshness(7, NOW, Duration.ofMillis(-5_001));

        assertThat(readiness.reasons())
                .containsExactly("this machine's clock is more than 5 s off MySQL's; set it right");
    }

    @Test
    void needsRoomInTheJournal() {
        readiness.isWarm();
        journal.full(true);

        assertThat(readiness.reasons()).containsExactly("the journal accepts nothing: it is full");
    }

    @Test
    void tellsWhyTheJournalAcceptsNothing() {
        readiness.isWarm();
        journal.full(true);
        journal.problem("The disk broke.");

        assertThat(readiness.reasons()).containsExactly("the journal accepts nothing: The disk broke.");
    }

    @Test
    void isNotReadyWhileItStops() {
        readiness.isWarm();
        readiness.stops();

        assertThat(readiness.reasons()).containsExactly("the gateway is stopping");
    }
}
