package dev.atrium.storage;

import dev.atrium.cluster.LeaderTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;

/** Deletes what uploads left that ended with their process: once the portal has the lead, and daily. */
final class IncomingCleaning implements LeaderTask {

    /** Longer than any upload takes. */
    static final Duration KEPT = Duration.ofDays(1);

    private static final Duration EVERY = Duration.ofDays(1);

    private final ObjectFolder folder;
    private final Clock clock;

    IncomingCleaning(ObjectFolder folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "incoming-cleaning";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        try {
            folder.clearIncoming(clock.instant().minus(KEPT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
