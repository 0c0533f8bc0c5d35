package dev.atrium.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicaStateTest {

    private static final long SECOND = 1_000_000_000L;

    private final ReplicaState state = new ReplicaState();

    @Test
    void takesTheWorkersWordForASecond() {
        state.report("running=3;queued=1;slots=2", 0);

        assertThat(state.load(SECOND - 1)).isEqualTo(2_000);
        assertThat(state.load(SECOND)).isZero();
    }

    @Test
    void countsItsOwnRequestsInAnyCase() {
        state.started();
        state.started();
        state.ended();

        assertThat(state.load(0)).isEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "running=1", "running=;queued=0;slots=1", "running=1;queued=1;slots=0"})
    void ignoresWhatItDoesNotUnderstand(String load) {
        state.report(load, 0);

        assertThat(state.load(0)).isZero();
    }

    @Test
    void forgetsThatItWasAbsentOnceItServed() {
        assertThat(state.absent()).isOne();
        assertThat(state.absent()).isEqualTo(2);

        state.served();

        assertThat(state.absent()).isOne();
    }

    @Test
    void isLeftOutOnce() {
        assertThat(state.eject()).isTrue();
        assertThat(state.eject()).isFalse();

        state.readmit();

        assertThat(state.isEjected()).isFalse();
    }
}
