package dev.atrium.keys;

import static java.util.Objects.requireNonNull;

import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.ProjectId;
import dev.atrium.shared.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as its owner may see it: everything but the secret.
 *
 * @param project   the project whose cost its calls are
 * @param hint      the first characters of the secret, so that people can tell their keys apart
 * @param expiresAt when it stops working, or null for never
 * @param revokedAt when it was revoked, or null if it was not
 * @param onBehalf  for whom Atrium itself uses it, or null for a key that a program has
 */
public record ApiKey(
        ApiKeyId id,
        TenantId tenant,
        ProjectId project,
        String name,
        String hint,
        Instant issuedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable OnBehalf onBehalf) {

    public static final int NAME_MAX_LENGTH = 80;

    /** A key that a program has. */
    public ApiKey(
            ApiKeyId id,
            TenantId tenant,
            ProjectId project,
            String name,
            String hint,
            Instant issuedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt) {
        this(id, tenant, project, name, hint, issuedAt, expiresAt, revokedAt, null);
    }

    public ApiKey {
        requireNonNull(id, "id");
        requireNonNull(tenant, "tenant");
        requireNonNull(project, "project");
        requireNonNull(hint, "hint");
        requireNonNull(issuedAt, "issuedAt");
        if (name.isBlank() || name.length() > NAME_MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "name: '%s' (expected: 1 to %d characters)".formatted(name, NAME_MAX_LENGTH));
        }
    }

    /** What this key is worth at {@code now}. A revocation outweighs an expiry. */
    public KeyCheck checkAt(Instant now) {
        if (revokedAt != null) {
            return new KeyCheck.Revoked(id, tenant, revokedAt);
        }
        if (expiresAt != null && !now.isBefore(expiresAt)) {
            return new KeyCheck.Expired(id, tenant, expiresAt);
        }
        return new KeyCheck.Valid(this);
    }
}
