package dev.atrium.pool;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How a silent worker is spoken of. */
final class WorkerWords {

    private WorkerWords() {}

    static boolean isSilent(WorkerRow worker, PoolSettings settings, Instant now) {
        return !now.isBefore(worker.seenAt().plus(settings.lostAfter()));
    }

    static String silent(WorkerRow worker) {
        return Reason.Kind.SILENT.words(worker.name(), worker.seenAt().truncatedTo(ChronoUnit.SECONDS));
    }
}
