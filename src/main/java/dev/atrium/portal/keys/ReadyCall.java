package dev.atrium.portal.keys;

import dev.atrium.keys.KeySecret;
import dev.atrium.shared.RepositoryId;
import dev.atrium.tenancy.Tenant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A call that works as it stands: with the address of a gateway and a model that is served now. */
public interface ReadyCall {

    /** With the key as a variable of the shell. Empty when the organization may call no model. */
    Optional<String> curl(Tenant organization);

    /**
     * With the key itself. Empty when the key may call no model.
     *
     * @param models those that the key may call, or null for all
     */
    Optional<String> curl(Tenant organization, @Nullable Set<RepositoryId> models, KeySecret secret);
}
