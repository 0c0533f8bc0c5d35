package dev.atrium.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atrium.shared.ProcessId;
import dev.atrium.shared.Uuids;
import dev.atrium.testing.TestMySql;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LeaderIT {

    /** A lead of this test alone. */
    private final String name = "t" + Uuids.toHex(Uuids.next()).substring(0, 30);

    @Test
    void onlyOneHoldsTheLease() {
        var one = lease();
        var other = lease();

        assertThat(one.takeOrRenew()).isTrue();
        assertThat(other.takeOrRenew()).isFalse();
        assertThat(one.takeOrRenew()).isTrue();
    }

    @Test
    void anotherTakesOverWhatWasGivenUp() {
        var one = lease();
        var other = lease();
        one.takeOrRenew();

        one.giveUp();

        assertThat(other.takeOrRenew()).isTrue();
        assertThat(one.takeOrRenew()).isFalse();
    }

    @Test
    void anotherTakesOverWhatRanOut() {
        var one = lease();
        one.takeOrRenew();
        TestMySql.db()
                .sql("UPDATE leader_lease SET until_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE name = ?")
                .param(name)
                .update();

        assertThat(lease().takeOrRenew()).isTrue();
        assertThat(one.takeOrRenew()).isFalse();
    }

    @Test
    void givingUpWhatOneDoesNotHoldChangesNothing() {
        var one = lease();
        one.takeOrRenew();

        lease().giveUp();

        assertThat(one.takeOrRenew()).isTrue();
        assertThat(lease().takeOrRenew()).isFalse();
    }

    @Test
    void runsTasksOnTheLeaderOnlyAndAgainAfterAFailure() {
        var led = new CountingTask(true);
        var notLed = new CountingTask(false);
        try (var leader = new Leader(lease(), List.of(led), System::nanoTime)) {
            leader.start();
            await().until(leader::leads);
            try (var follower = new Leader(lease(), List.of(notLed), System::nanoTime)) {
                follower.start();
                await().atMost(Duration.ofSeconds(20)).until(() -> led.runs.get() >= 3);
                assertThat(notLed.runs).hasValue(0);
                assertThat(follower.leads()).isFalse();
            }
        }
    }

    @Test
    void stopsLeadingByItsOwnClockWhenItCannotRenew() {
        var now = new java.util.concurrent.atomic.AtomicLong();
        try (var leader = new Leader(lease(), List.of(), now::get)) {
            leader.renew();
            assertThat(leader.leads()).isTrue();

            now.addAndGet(LeaderLease.LASTS.toNanos());

            assertThat(leader.leads()).isFalse();
        }
    }

    private LeaderLease lease() {
        return new LeaderLease(TestMySql.db(), ProcessId.next(), name);
    }

    private static final class CountingTask implements LeaderTask {

        private final AtomicInteger runs = new AtomicInteger();
        private final boolean fails;

        private CountingTask(boolean fails) {
            this.fails = fails;
        }

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public Duration every() {
            return Duration.ofMillis(20);
        }

        @Override
        public void run() {
            runs.incrementAndGet();
            if (fails) {
                throw new IllegalStateException("this test's task always fails");
            }
        }
    }
}
