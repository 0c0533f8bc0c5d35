package dev.atrium.api.workers;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often one network address may try to join: {@link #BURST} times at once, and then once per {@link #EVERY}.
 * Tokens cannot be guessed; this keeps those who try from costing much.
 */
final class JoinRate {

    static final int BURST = 20;
    static final Duration EVERY = Duration.ofSeconds(3);

    private static final int SOURCES = 10_000;

    private final Clock clock;
    /** For each address, when its allowance would be full again. The least lately used one goes. */
    private final Map<String, Instant> fullAt = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > SOURCES;
        }
    };

    JoinRate(Clock clock) {
        this.clock = clock;
    }

    /** Takes one try off, and returns how long to wait before the next; zero when this one may pass. */
    synchronized Duration take(String source) {
        var now = clock.instant();
        var full = fullAt.getOrDefault(source, now);
        var start = full.isBefore(now) ? now : full;
        var next = start.plus(EVERY);
        var limit = now.plus(EVERY.multipliedBy(BURST));
        if (next.isAfter(limit)) {
            return Duration.between(limit, next);
        }
        fullAt.put(source, next);
        return Duration.ZERO;
    }
}
