package dev.atrium.cluster;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the memory of this process follows the change feed.
 *
 * @param number      of the last feed entry applied; 0 before the first
 * @param polledAt    when MySQL was last read successfully (also by the process that wrote the snapshot), by this
 *                    process' clock; null: never, the memory is empty
 * @param clockOffset MySQL's clock minus this process' clock; null: not measured yet
 * @param polledNanos the same moment as {@code polledAt}, by {@link System#nanoTime()}
 */
public record Freshness(
        long number, @Nullable Instant polledAt, @Nullable Duration clockOffset, long polledNanos) {

    /** Of what was read just now, or never. */
    public Freshness(long number, @Nullable Instant polledAt, @Nullable Duration clockOffset) {
        this(number, polledAt, clockOffset, System.nanoTime());
    }

    /** Whether there is anything to serve from. */
    public boolean isLoaded() {
        return polledAt != null;
    }

    /**
     * Whether the memory is older than {@code limit} at {@code now}, or was never filled. The older one of two clocks
     * is right: one may be set back, and the other stands still while the machine sleeps.
     */
    public boolean isStale(Instant now, Duration limit) {
        return polledAt == null
                || polledAt.plus(limit).isBefore(now)
                || System.nanoTime() - polledNanos > limit.toNanos();
    }

    /** Whether this process' clock is known to be more than {@code limit} off MySQL's. */
    public boolean isClockOff(Duration limit) {
        return clockOffset != null && clockOffset.abs().compareTo(limit) > 0;
    }
}
