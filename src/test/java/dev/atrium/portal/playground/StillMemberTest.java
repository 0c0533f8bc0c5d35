package dev.atrium.portal.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

class StillMemberTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void whoLeftIsFoundOutAndStaysOut() {
        var member = new StillMember(() -> false);

        await().atMost(SOON).until(() -> !member.getAsBoolean());

        assertThat(member.getAsBoolean()).isFalse();
    }

    @Test
    void aMemberIsNotLookedUpForEachPiece() {
        var lookups = new AtomicInteger();
        var member = new StillMember(() -> lookups.incrementAndGet() > 0);

        await().atMost(SOON).until(() -> member.getAsBoolean() && lookups.get() > 0);
        for (int i = 0; i < 1_000; i++) {
            assertThat(member.getAsBoolean()).isTrue();
        }

        assertThat(lookups.get()).isLessThan(100);
    }

    @Test
    void withoutTheDatabaseNobodyLeaves() {
        var lookups = new AtomicInteger();
        var member = new StillMember(() -> {
            lookups.incrementAndGet();
            throw lookups.get() % 2 == 0
                    ? new DataAccessResourceFailureException("away")
                    : new CannotCreateTransactionException("away");
        });

        await().atMost(SOON).until(() -> member.getAsBoolean() && lookups.get() > 3);
    }
}
