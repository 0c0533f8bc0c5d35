package dev.atrium.audit;

import dev.atrium.shared.Actor;
import dev.atrium.shared.TenantId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did, or was refused to do.
 *
 * @param tenant  whose log it belongs to, or null for the installation's
 * @param action  noun and verb, for example {@code api_key.issue}
 * @param subject id of what was acted on
 * @param refused whether the act was refused
 * @param detail  what changed, in small: before and after; never a secret, a prompt or an answer
 */
public record AuditEntry(
        @Nullable TenantId tenant,
        Actor actor,
        String action,
        String subject,
        boolean refused,
        Map<String, String> detail) {

    public AuditEntry {
        detail = Map.copyOf(detail);
    }

    /** Something that was done. */
    public static AuditEntry done(
            @Nullable TenantId tenant, Actor actor, String action, String subject, Map<String, String> detail) {
        return new AuditEntry(tenant, actor, action, subject, false, detail);
    }
}
