package dev.atrium.keys;

import dev.atrium.shared.Actor;
import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.ProjectId;
import dev.atrium.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All API keys. The door to this module in the portal. */
public interface ApiKeys {

    /**
     * Issues a key and returns its secret, which cannot be read again later.
     *
     * @param expiresAt when the key stops working, or null for never
     * @throws dev.atrium.shared.ProblemException {@code expiry_in_past} if that moment has passed,
     *     {@code no_such_project} if the tenant has no such project
     */
    IssuedKey issue(Actor actor, TenantId tenant, ProjectId project, String name, @Nullable Instant expiresAt);

    /** At most {@code limit} keys of a tenant that are older than {@code before} (null: from the newest), newest first. */
    List<ApiKey> of(TenantId tenant, @Nullable ApiKeyId before, int limit);

    /**
     * Makes a key useless from now on. Revoking it again changes nothing.
     *
     * @throws dev.atrium.shared.ProblemException {@code no_such_key} if the tenant has no such key
     */
    void revoke(Actor actor, TenantId tenant, ApiKeyId id);

    /** Whose key it is, for operators, who stand above organizations; empty when there is no such key. */
    Optional<TenantId> ownerOf(ApiKeyId id);
}
