package dev.atrium.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RunMemoryTest {

    private final RunMemory memory = new RunMemory(10 << 20);

    @Test
    void aRunWaitsUntilThereIsRoom() throws Exception {
        var release = new CountDownLatch(1);
        var first = Thread.ofVirtual().start(() -> {
            try {
                memory.with(6 << 20, () -> {
                    release.await();
                    return 1;
                });
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> first.getState() == Thread.State.WAITING);
        var second = Thread.ofVirtual().start(() -> memory.with(6 << 20, () -> 2));
        await().until(() -> second.getState() == Thread.State.WAITING);

        release.countDown();

        assertThat(second.join(Duration.ofSeconds(30))).isTrue();
        assertThat(first.join(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void takesAQuarterOfTheMachine() {
        assertThat(RunMemory.of(8L << 30).budget()).isEqualTo(2L << 30);
        assertThat(RunMemory.of(1).budget()).isEqualTo(1 << 20);
    }
}
