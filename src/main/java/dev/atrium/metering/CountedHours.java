package dev.atrium.metering;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Which parts of a period cannot be taken from rollups: hours that wait to be computed, and hours in which a day of
 * the reader begins, as in zones half an hour off. All other hours lie within one day of the reader.
 */
final class CountedHours {

    private static final Duration HOUR = Duration.ofHours(1);

    private final UsagePeriod period;
    private final NavigableSet<Instant> hours = new TreeSet<>();

    /** @param dirty hours that wait to be computed */
    CountedHours(UsagePeriod period, Collection<Instant> dirty) {
        this.period = period;
        hours.addAll(dirty);
        period.first()
                .datesUntil(period.last().plusDays(2))
                .map(period::startOf)
                .forEach(begin -> {
                    var hour = begin.truncatedTo(ChronoUnit.HOURS);
                    if (!hour.equals(begin)) {
                        hours.add(hour);
                    }
                });
    }

    /** A stretch of time within one day of UTC. */
    record Piece(Instant from, Instant to) {}

    /** A stretch of time in which the reader's clock is so many seconds ahead of UTC. */
    record Stretch(Instant from, Instant to, int offsetSeconds) {}

    NavigableSet<Instant> hours() {
        return hours;
    }

    /** What to count from events of a stretch, in order; neighbors within a day as one. */
    List<Piece> pieces(Stretch stretch) {
        var pieces = new ArrayList<Piece>();
        for (var hour : hours) {
            var piece = new Piece(later(hour, stretch.from()), earlier(hour.plus(HOUR), stretch.to()));
            if (piece.from().isBefore(piece.to())) {
                add(pieces, piece);
            }
        }
        return pieces;
    }

    /** The whole period. There is more than one stretch where the clocks change. */
    List<Stretch> stretches() {
        var rules = period.zone().getRules();
        var stretches = new ArrayList<Stretch>();
        var from = period.from();
        while (from.isBefore(period.to())) {
            var change = rules.nextTransition(from);
            var to = change == null ? period.to() : earlier(change.getInstant(), period.to());
            stretches.add(new Stretch(from, to, rules.getOffset(from).getTotalSeconds()));
            from = to;
        }
        return stretches;
    }

    private static void add(List<Piece> pieces, Piece piece) {
        var last = pieces.isEmpty() ? null : pieces.getLast();
        if (last != null && last.to().equals(piece.from()) && !isMidnight(piece.from())) {
            pieces.set(pieces.size() - 1, new Piece(last.from(), piece.to()));
        } else {
            pieces.add(piece);
        }
    }

    private static boolean isMidnight(Instant time) {
        return time.equals(time.truncatedTo(ChronoUnit.DAYS));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
