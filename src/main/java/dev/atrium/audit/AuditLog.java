package dev.atrium.audit;

import dev.atrium.shared.AuditId;
import dev.atrium.shared.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit log. The door to this module. */
public interface AuditLog {

    /** In the log context (MDC) of a request: the caller's network address, which every entry keeps. */
    String ORIGIN = "origin";

    /** In the log context (MDC) of a request: its id, which every entry keeps. */
    String REQUEST_ID = "request_id";

    /**
     * Writes one entry in the caller's transaction, so that it stands or falls with the change it describes.
     *
     * @throws org.springframework.transaction.IllegalTransactionStateException if there is no transaction
     */
    void record(AuditEntry entry);

    /**
     * At most {@code limit} entries that are older than {@code before} (null: from the newest), newest first.
     *
     * @param tenant whose log, or null for the installation's own
     */
    List<RecordedEntry> of(@Nullable TenantId tenant, @Nullable AuditId before, int limit);
}
