package dev.atrium.api.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.SettableClock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JoinRateTest {

    private final SettableClock clock = new SettableClock();
    private final JoinRate rate = new JoinRate(clock);

    @Test
    void refusesMoreThanTheBurstAndSaysHowLongToWait() {
        IntStream.range(0, JoinRate.BURST)
                .forEach(_ -> assertThat(rate.take("10.0.0.1")).isZero());

        assertThat(rate.take("10.0.0.1")).isEqualTo(Duration.ofSeconds(3));
        assertThat(rate.take("10.0.0.2")).isZero();
    }

    @Test
    void allowsOneMoreAfterEachPause() {
        IntStream.range(0, JoinRate.BURST).forEach(_ -> rate.take("10.0.0.1"));

        clock.advance(JoinRate.EVERY);

        assertThat(rate.take("10.0.0.1")).isZero();
        assertThat(rate.take("10.0.0.1")).isPositive();
    }
}
