package dev.atrium.keys;

import dev.atrium.shared.Actor;
import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.ProjectId;
import dev.atrium.shared.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;

/** All API keys. The door to this module in the portal. */
public interface ApiKeys {

    /**
     * Issues a key and returns its secret, which cannot be read again later. A person makes keys only where they are
     * a member.
     *
     * @throws dev.atrium.shared.ProblemException {@code expiry_in_past} if that moment has passed,
     *     {@code too_many_models} or {@code no_models} for its list, {@code no_such_project} if the tenant has no such
     *     project, {@code no_such_organization} if the person does not belong to it
     */
    IssuedKey issue(Actor actor, TenantId tenant, NewKey key);

    /** A key for all models. See {@link #issue(Actor, TenantId, NewKey)}. */
    @Transactional // said here: what an interface does itself is in no transaction of its class
    default IssuedKey issue(Actor actor, TenantId tenant, ProjectId project, String name, @Nullable Instant expiresAt) {
        return issue(actor, tenant, new NewKey(project, name, expiresAt, null));
    }

    /** At most {@code limit} keys of a tenant that are older than {@code before} (null: from the newest), newest first. */
    List<ApiKey> of(TenantId tenant, @Nullable ApiKeyId before, int limit);

    /**
     * The keys that a person may see, newest first: an owner all, a developer their own, anybody else none.
     *
     * @param before the key after which to begin, or null for the newest
     */
    List<ListedKey> seenBy(PersonId reader, TenantId tenant, @Nullable ApiKeyId before, int limit);

    /** The newest request that a gateway refused with one of the keys that a person may see; empty if none was. */
    Optional<KeyRefusal> newestRefusal(PersonId reader, TenantId tenant);

    /**
     * Makes a key useless from now on. Revoking it again changes nothing. A person may revoke what {@link #seenBy}
     * shows them.
     *
     * @throws dev.atrium.shared.ProblemException {@code no_such_key} if the tenant has no such key
     */
    void revoke(Actor actor, TenantId tenant, ApiKeyId id);

    /** Whose key it is, for operators, who stand above organizations; empty when there is no such key. */
    Optional<TenantId> ownerOf(ApiKeyId id);
}
