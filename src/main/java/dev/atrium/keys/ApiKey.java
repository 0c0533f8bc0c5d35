package dev.atrium.keys;

import static java.util.Objects.requireNonNull;

import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.ProjectId;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.TenantId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key as its owner may see it: everything but the secret.
 *
 * @param project   the project whose cost its calls are
 * @param hint      the first characters of the secret, so that people can tell their keys apart
 * @param expiresAt when it stops working, or null for never
 * @param revokedAt when it was revoked, or null if it was not
 * @param madeBy    the person who made it, or null for the operator of the installation
 * @param models    the models that it may call, or null for all that its organization may
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
        @Nullable PersonId madeBy,
        @Nullable Set<RepositoryId> models,
        @Nullable OnBehalf onBehalf) {

    /** In characters as people count them, each emoji as one or a few. */
    public static final int NAME_MAX_LENGTH = 80;

    public static final int MODELS_MAX = 100;

    /** A key that a program has. */
    public ApiKey(
            ApiKeyId id,
            TenantId tenant,
            ProjectId project,
            String name,
            String hint,
            Instant issuedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable PersonId madeBy,
            @Nullable Set<RepositoryId> models) {
        this(id, tenant, project, name, hint, issuedAt, expiresAt, revokedAt, madeBy, models, null);
    }

    /** A short-lived key with which Atrium itself calls. It may call all models that its organization may. */
    public ApiKey(
            ApiKeyId id,
            TenantId tenant,
            ProjectId project,
            String name,
            String hint,
            Instant issuedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable OnBehalf onBehalf) {
        this(id, tenant, project, name, hint, issuedAt, expiresAt, revokedAt, null, null, onBehalf);
    }

    public ApiKey {
        requireNonNull(id, "id");
        requireNonNull(tenant, "tenant");
        requireNonNull(project, "project");
        requireNonNull(hint, "hint");
        requireNonNull(issuedAt, "issuedAt");
        models = models == null ? null : Set.copyOf(models);
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "name: '%s' (expected: 1 to %d characters)".formatted(name, NAME_MAX_LENGTH));
        }
    }

    /** Whether a key can be called so. */
    public static boolean isName(String text) {
        return !text.isBlank() && text.codePointCount(0, text.length()) <= NAME_MAX_LENGTH;
    }

    /** Whether this key's own list allows the model. Whether its organization may call it is another question. */
    public boolean allows(RepositoryId model) {
        return models == null || models.contains(model);
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
