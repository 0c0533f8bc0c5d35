package dev.atrium.metering;

import dev.atrium.shared.UsageEventId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * The events whose time lies from one instant (included) to another (excluded). A UUIDv7 begins with its time, so
 * a range of times is a range of ids.
 */
record EventRange(LocalDate firstDay, LocalDate lastDay, UsageEventId from, UsageEventId to) {

    private static final int TIMESTAMP_SHIFT = 16;

    static EventRange of(Instant from, Instant to) {
        return new EventRange(UsageRows.dayOf(from), UsageRows.dayOf(to.minusNanos(1)), lowestAt(from), lowestAt(to));
    }

    private static UsageEventId lowestAt(Instant instant) {
        return new UsageEventId(new UUID(instant.toEpochMilli() << TIMESTAMP_SHIFT, 0));
    }
}
