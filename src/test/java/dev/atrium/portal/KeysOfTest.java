package dev.atrium.portal;

import dev.atrium.keys.ApiKey;
import dev.atrium.keys.ApiKeys;
import dev.atrium.keys.IssuedKey;
import dev.atrium.keys.KeyRefusal;
import dev.atrium.keys.KeySecret;
import dev.atrium.keys.ListedKey;
import dev.atrium.keys.NewKey;
import dev.atrium.shared.Actor;
import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.TenantId;
import dev.atrium.tenancy.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keys in memory; who may see which is the business of the real ones. */
public final class KeysOfTest implements ApiKeys {

    public final List<IssuedKey> issued = new CopyOnWriteArrayList<>();
    public volatile @Nullable KeyRefusal refusal;
    /** Why no key can be made; null: one can. */
    public volatile @Nullable RuntimeException failure;

    private final OfficeOfTest office;
    private final List<ApiKey> keys = new CopyOnWriteArrayList<>();

    KeysOfTest(OfficeOfTest office) {
        this.office = office;
    }

    /** For tests without pages. */
    public static KeysOfTest empty() {
        return new KeysOfTest(new OfficeOfTest());
    }

    /** A key as it is now; who made it does not matter here. */
    public void add(
            Tenant owner, String name, Instant issuedAt, @Nullable Instant expiresAt, @Nullable Instant revokedAt) {
        var hint = KeySecret.random().hint();
        keys.addFirst(new ApiKey(
                ApiKeyId.next(),
                owner.id(),
                owner.defaultProject(),
                name,
                hint,
                issuedAt,
                expiresAt,
                revokedAt,
                null,
                null));
    }

    public void clear() {
        keys.clear();
        issued.clear();
        refusal = null;
        failure = null;
    }

    @Override
    public IssuedKey issue(Actor actor, TenantId tenant, NewKey wanted) {
        if (failure != null) {
            throw failure;
        }
        var secret = KeySecret.random();
        var maker = actor instanceof Actor.Person person ? person.id() : null;
        var key = new ApiKey(
                ApiKeyId.next(),
                tenant,
                wanted.project(),
                wanted.name(),
                secret.hint(),
                Instant.now(),
                wanted.expiresAt(),
                null,
                maker,
                wanted.models());
        keys.addFirst(key);
        var result = new IssuedKey(key, secret);
        issued.add(result);
        return result;
    }

    @Override
    public List<ApiKey> of(TenantId tenant, @Nullable ApiKeyId before, int limit) {
        return keys.stream().filter(key -> key.tenant().equals(tenant)).toList();
    }

    @Override
    public List<ListedKey> seenBy(PersonId reader, TenantId tenant, @Nullable ApiKeyId before, int limit) {
        return before == null
                ? of(tenant, null, limit).stream()
                        .map(key -> new ListedKey(key, null))
                        .toList()
                : List.of();
    }

    @Override
    public Optional<KeyRefusal> newestRefusal(PersonId reader, TenantId tenant) {
        return Optional.ofNullable(refusal);
    }

    @Override
    public void revoke(Actor actor, TenantId tenant, ApiKeyId id) {
        keys.replaceAll(key -> key.id().equals(id) ? revoked(key) : key);
        office.append("api_key", id);
    }

    @Override
    public Optional<TenantId> ownerOf(ApiKeyId id) {
        return keys.stream()
                .filter(key -> key.id().equals(id))
                .map(ApiKey::tenant)
                .findFirst();
    }

    private static ApiKey revoked(ApiKey key) {
        return new ApiKey(
                key.id(),
                key.tenant(),
                key.project(),
                key.name(),
                key.hint(),
                key.issuedAt(),
                key.expiresAt(),
                Instant.now(),
                key.madeBy(),
                key.models());
    }
}
