package dev.atrium.gateway;

import dev.atrium.cluster.Freshness;
import dev.atrium.metering.Journal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Whether this gateway should get requests, and if not, why. */
final class Readiness {

    /** With clocks further apart, prices and expiries would begin at different moments on different machines. */
    static final Duration CLOCK_LIMIT = Duration.ofSeconds(5);

    private final Supplier<Freshness> freshness;
    private final Journal journal;
    private final Duration staleAfter;
    private final InstantSource clock;
    private volatile boolean warm;
    private volatile boolean stopping;

    Readiness(Supplier<Freshness> freshness, Journal journal, Duration staleAfter, InstantSource clock) {
        this.freshness = freshness;
        this.journal = journal;
        this.staleAfter = staleAfter;
        this.clock = clock;
    }

    void isWarm() {
        warm = true;
    }

    void stops() {
        stopping = true;
    }

    /** In words; empty when it is ready. */
    List<String> reasons() {
        var reasons = new ArrayList<String>();
        var now = freshness.get();
        if (stopping) {
            reasons.add("the gateway is stopping");
        }
        if (!now.isLoaded()) {
            reasons.add("keys, models and prices are not loaded: MySQL was never reached and there is no snapshot");
        } else if (now.isStale(clock.instant(), staleAfter)) {
            reasons.add("no news from MySQL for more than %d minutes".formatted(staleAfter.toMinutes()));
        }
        if (now.isClockOff(CLOCK_LIMIT)) {
            reasons.add("this machine's clock is more than %d s off MySQL's; set it right"
                    .formatted(CLOCK_LIMIT.toSeconds()));
        }
        if (!warm) {
            reasons.add("warming up");
        }
        var state = journal.state();
        if (state.freeBytes() <= 0) {
            reasons.add("the journal accepts nothing"
                    + (state.problem().isEmpty() ? ": it is full" : ": " + state.problem()));
        }
        return reasons;
    }
}
