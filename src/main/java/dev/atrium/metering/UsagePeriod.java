package dev.atrium.metering;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Whole days of somebody's calendar.
 *
 * @param first the first day
 * @param last  the last day, included
 * @param zone  where these days begin and end
 */
public record UsagePeriod(LocalDate first, LocalDate last, ZoneId zone) {

    /** A leap year. */
    public static final int DAYS_MAX = 366;

    public UsagePeriod {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("last: %s (expected: not before %s)".formatted(last, first));
        }
        if (ChronoUnit.DAYS.between(first, last) >= DAYS_MAX) {
            throw new IllegalArgumentException(
                    "last: %s (expected: at most %d days from %s)".formatted(last, DAYS_MAX, first));
        }
    }

    /** Its first moment. */
    public Instant from() {
        return startOf(first);
    }

    /** The first moment behind it. */
    public Instant to() {
        return startOf(last.plusDays(1));
    }

    /** Each day, in order. */
    public List<LocalDate> days() {
        return first.datesUntil(last.plusDays(1)).toList();
    }

    Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
