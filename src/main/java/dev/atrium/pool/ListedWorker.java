package dev.atrium.pool;

import dev.atrium.agent.WorkerReport;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.WorkerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A worker in a list.
 *
 * @param owner    the organization that it serves, or null for the installation's
 * @param words    how it is and what to do, for people
 * @param replicas how many replicas it should run
 */
public record ListedWorker(
        WorkerId id,
        @Nullable TenantId owner,
        String pool,
        String name,
        Liveness liveness,
        String words,
        WorkerReport report,
        int replicas,
        Instant joinedAt,
        Instant seenAt) {

    /** Whether a worker reports. */
    public enum Liveness {
        /** It reported lately. */
        CONNECTED,
        /** It has been silent for longer than a worker should; its replicas are placed elsewhere. */
        LOST
    }
}
