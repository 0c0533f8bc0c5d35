package dev.atrium.worker;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of requests may be in memory at once. */
final class BodyBudget {

    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    /** @param limit one request always fits, however long */
    BodyBudget(long limit) {
        this.limit = limit;
    }

    /** Takes room for {@code bytes}, to be given back; or returns false. */
    boolean take(long bytes) {
        var before = taken.getAndAdd(bytes);
        if (before > 0 && before + bytes > limit) {
            taken.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }
}
