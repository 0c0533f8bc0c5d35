package dev.atrium.audit;

import dev.atrium.shared.AuditId;
import dev.atrium.shared.TenantId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An audit entry as it was written. Actors appear by id; their names live elsewhere and can be erased. */
public record RecordedEntry(
        AuditId id,
        Instant at,
        @Nullable TenantId tenant,
        String actorKind,
        String actor,
        String action,
        String subject,
        boolean refused,
        Map<String, String> detail) {

    public RecordedEntry {
        detail = Map.copyOf(detail);
    }
}
