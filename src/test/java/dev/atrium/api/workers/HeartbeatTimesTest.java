package dev.atrium.api.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.shared.WorkerId;
import dev.atrium.testing.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeartbeatTimesTest {

    private final SettableClock clock = new SettableClock();
    private final HeartbeatTimes times = new HeartbeatTimes(clock);

    @Test
    void takesLaterOnesOnly() {
        var worker = WorkerId.next();

        assertThat(times.take(worker, 1000)).isTrue();
        assertThat(times.take(worker, 1000)).isFalse();
        assertThat(times.take(worker, 999)).isFalse();
        assertThat(times.take(worker, 1001)).isTrue();
        assertThat(times.take(WorkerId.next(), 1)).isTrue();
    }

    @Test
    void forgetsWorkersWhoseCallsAreTooOldAnyway() {
        times.take(WorkerId.next(), clock.instant().toEpochMilli());
        clock.advance(Duration.ofMinutes(11));

        times.take(WorkerId.next(), clock.instant().toEpochMilli());

        assertThat(times.remembered()).isEqualTo(1);
    }
}
