package dev.atrium.gateway;

import dev.atrium.keys.ApiKey;
import dev.atrium.keys.KeyCheck;
import dev.atrium.pool.ReplicaRoute;
import dev.atrium.pricing.PriceVersion;
import dev.atrium.registry.ModelEntry;
import dev.atrium.shared.ModelName;
import dev.atrium.shared.ReplicaId;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import dev.atrium.tenancy.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What the request path knows, all of it in memory: a miss is an answer, never a query. */
interface Knowledge {

    KeyCheck check(String secret, Instant now);

    Optional<Tenant> tenant(TenantId id);

    /** The model of that name, or empty when there is none or {@code asker} may not see it. */
    Optional<ModelEntry> model(TenantId asker, ModelName name);

    /** All models that {@code asker} may call, by name. */
    List<ModelEntry> models(TenantId asker);

    Optional<PriceVersion> price(RepositoryId model, Currency currency, Instant now);

    List<ReplicaRoute> replicas(VersionId version);

    /** Whether replicas of {@code version} should run, be there any now or not. */
    boolean isDeployed(VersionId version);

    /** Whether a running request of {@code key} for {@code model} may go on. */
    boolean mayGoOn(ApiKey key, RepositoryId model, Instant now);

    /** Whether all of this is older than {@code limit}, or was never loaded. */
    boolean isStale(Instant now, Duration limit);

    /**
     * Completes, within about a second and on some thread, once what was committed before this call is known, or cannot
     * be known.
     */
    CompletableFuture<Void> nextReading();

    /** Calls {@code listener}, soon and on some thread, after keys or models changed. */
    void onChange(Runnable listener);

    /** Tells {@code listener}, soon and on some thread, all replicas that there are after routes changed. */
    void onRoutes(Consumer<Set<ReplicaId>> listener);
}
