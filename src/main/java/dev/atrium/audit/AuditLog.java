package dev.atrium.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit log. The door to this module. */
public interface AuditLog {

    /** Writes one entry in the caller's transaction, so that it stands or falls with the change it describes. */
    void record(AuditEntry entry);

    /**
     * At most {@code limit} entries that are older than {@code before} (null: from the newest), newest first.
     *
     * @param tenant whose log, or null for the installation's own
     */
    List<RecordedEntry> of(
            dev.atrium.shared.@Nullable TenantId tenant, dev.atrium.shared.@Nullable AuditId before, int limit);
}
