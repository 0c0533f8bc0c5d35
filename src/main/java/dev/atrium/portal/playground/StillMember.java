package dev.atrium.portal.playground;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Whether a reader may see what comes for the organization of an open page. It is believed for two seconds, so that a
 * stream does not ask for each piece. For any thread but the page's own.
 */
final class StillMember implements BooleanSupplier {

    private static final Duration TRUSTED = Duration.ofSeconds(2);

    private final BooleanSupplier belongs;
    private long askedAt = System.nanoTime();

    /** @param belongs looks it up; true when the page was opened */
    StillMember(BooleanSupplier belongs) {
        this.belongs = belongs;
    }

    @Override
    public synchronized boolean getAsBoolean() {
        if (System.nanoTime() - askedAt < TRUSTED.toNanos()) {
            return true;
        }
        try {
            var answer = belongs.getAsBoolean();
            if (answer) {
                askedAt = System.nanoTime();
            }
            return answer;
        } catch (DataAccessException | TransactionException _) {
            return true; // nobody can have left an organization that cannot be written
        }
    }
}
