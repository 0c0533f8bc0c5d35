package dev.atrium.pool;

import dev.atrium.agent.WorkerReport;
import dev.atrium.shared.JoinTokenId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.WorkerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code worker}.
 *
 * @param owner     null: the installation
 * @param removedAt null: it belongs to its pool
 */
record WorkerRow(
        WorkerId id,
        @Nullable TenantId owner,
        String pool,
        String name,
        String publicKey,
        String address,
        WorkerReport report,
        JoinTokenId token,
        Instant joinedAt,
        Instant seenAt,
        @Nullable Instant removedAt) {

    boolean isRemoved() {
        return removedAt != null;
    }
}
