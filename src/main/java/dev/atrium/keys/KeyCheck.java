package dev.atrium.keys;

import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.TenantId;
import java.time.Instant;

/** What a presented secret turned out to be. Everything but {@link Valid} is a refusal. */
public sealed interface KeyCheck {

    /** The outcomes for a key that exists. */
    sealed interface Known extends KeyCheck {}

    record Valid(ApiKey key) implements Known {}

    record Revoked(ApiKeyId id, TenantId tenant, Instant at) implements Known {}

    record Expired(ApiKeyId id, TenantId tenant, Instant at) implements Known {}

    /** No key has this digest: mistyped, deleted or made up. The caller is not told which. */
    record Unknown() implements KeyCheck {}
}
