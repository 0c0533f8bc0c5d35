package dev.atrium.metering.log;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts bytes of prepared segments that nobody has asked for yet. What is reserved is therefore already on disk
 * as empty room, whatever becomes of the disk.
 *
 * <p>A record must not cross from one segment to the next, so the last {@link LogSettings#MAX_RECORD_BYTES} of
 * each segment do not count. Those of them that were used all the same come back when the segment is left.
 */
final class Room {

    private final AtomicLong available = new AtomicLong();

    /** Takes {@code bytes}, or returns false when there are too few. */
    boolean take(int bytes) {
        long before;
        do {
            before = available.get();
            if (before < bytes) {
                return false;
            }
        } while (!available.compareAndSet(before, before - bytes));
        return true;
    }

    void give(long bytes) {
        available.addAndGet(bytes);
    }

    long available() {
        return Math.max(0, available.get());
    }

    /** What a fresh segment adds. */
    static long of(int segmentBytes) {
        return (long) segmentBytes - Segment.HEADER_BYTES - LogSettings.MAX_RECORD_BYTES;
    }
}
