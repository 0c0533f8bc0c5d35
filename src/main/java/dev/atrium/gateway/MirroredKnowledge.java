package dev.atrium.gateway;

import dev.atrium.cluster.FeedReader;
import dev.atrium.keys.ApiKey;
import dev.atrium.keys.KeyCheck;
import dev.atrium.keys.KeyTable;
import dev.atrium.pool.DeploymentTable;
import dev.atrium.pool.ReplicaRoute;
import dev.atrium.pool.RouteTable;
import dev.atrium.pricing.PriceTable;
import dev.atrium.pricing.PriceVersion;
import dev.atrium.registry.ModelEntry;
import dev.atrium.registry.ModelTable;
import dev.atrium.shared.ModelName;
import dev.atrium.shared.ReplicaId;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import dev.atrium.tenancy.Tenant;
import dev.atrium.tenancy.TenantTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What the change feed brought from MySQL. */
record MirroredKnowledge(
        TenantTable tenants,
        KeyTable keys,
        ModelTable models,
        PriceTable prices,
        DeploymentTable deployments,
        RouteTable routes,
        FeedReader feed)
        implements Knowledge {

    private static final Duration READING_LIMIT = Duration.ofSeconds(1);

    @Override
    public KeyCheck check(String secret, Instant now) {
        return keys.check(secret, now);
    }

    @Override
    public Optional<Tenant> tenant(TenantId id) {
        return tenants.find(id);
    }

    @Override
    public Optional<ModelEntry> model(TenantId asker, ModelName name) {
        return models.find(asker, name);
    }

    @Override
    public List<ModelEntry> models(TenantId asker) {
        return models.visibleTo(asker);
    }

    @Override
    public Optional<PriceVersion> price(RepositoryId model, Currency currency, Instant now) {
        return prices.at(model, currency, now);
    }

    @Override
    public List<ReplicaRoute> replicas(VersionId version) {
        return routes.of(version);
    }

    @Override
    public boolean isDeployed(VersionId version) {
        return deployments.isDeployed(version);
    }

    @Override
    public boolean mayGoOn(ApiKey key, RepositoryId model, Instant now) {
        var goodKey = keys.find(key.id())
                .map(current -> current.checkAt(now) instanceof KeyCheck.Valid)
                .orElse(false);
        return goodKey && models.isStillVisible(key.tenant(), model);
    }

    @Override
    public boolean isStale(Instant now, Duration limit) {
        return feed.freshness().isStale(now, limit);
    }

    @Override
    public CompletableFuture<Void> nextReading() {
        return feed.nextReading(READING_LIMIT);
    }

    @Override
    public void onChange(Runnable listener) {
        keys.onChange(listener);
        models.onChange(listener);
    }

    @Override
    public void onRoutes(Consumer<Set<ReplicaId>> listener) {
        routes.onChange(() ->
                listener.accept(routes.rows().stream().map(ReplicaRoute::id).collect(Collectors.toUnmodifiableSet())));
    }
}
