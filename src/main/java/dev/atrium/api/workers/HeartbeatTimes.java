package dev.atrium.api.workers;

import dev.atrium.agent.SignedRequest;
import dev.atrium.shared.WorkerId;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When each worker signed its last heartbeat. One that is not later is a recorded one, or another process has the
 * same identity. Each portal remembers for itself, and no longer than a call is taken at all
 * ({@link SignedRequest#TOLERANCE}): right after its start a portal may take one that it took before.
 */
final class HeartbeatTimes {

    private final Clock clock;
    private final Map<WorkerId, Long> last = new ConcurrentHashMap<>();
    private volatile Instant cleanedAt = Instant.MIN;

    HeartbeatTimes(Clock clock) {
        this.clock = clock;
    }

    /** Whether a heartbeat is later than all before it; then it counts as the last one. */
    boolean take(WorkerId worker, long signedMillis) {
        clean();
        var taken = new boolean[1];
        last.compute(worker, (_, before) -> {
            taken[0] = before == null || signedMillis > before;
            return taken[0] ? Long.valueOf(signedMillis) : before;
        });
        return taken[0];
    }

    int remembered() {
        return last.size();
    }

    private void clean() {
        var now = clock.instant();
        if (now.isAfter(cleanedAt.plus(SignedRequest.TOLERANCE))) {
            cleanedAt = now;
            var tooOld = now.minus(SignedRequest.TOLERANCE).toEpochMilli();
            last.values().removeIf(signed -> signed < tooOld);
        }
    }
}
