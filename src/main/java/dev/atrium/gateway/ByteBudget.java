package dev.atrium.gateway;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that bodies of requests and collected answers of engines may take in memory, all together. Without it,
 * each may have its permitted length and all of them more than there is. Thread-safe.
 */
final class ByteBudget {

    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    ByteBudget(long limit) {
        this.limit = limit;
    }

    /** Takes {@code bytes}, or none and returns false when there are too few left. */
    boolean take(long bytes) {
        if (taken.addAndGet(bytes) <= limit) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    void give(long bytes) {
        taken.addAndGet(-bytes);
    }

    long taken() {
        return taken.get();
    }

    long limit() {
        return limit;
    }
}
