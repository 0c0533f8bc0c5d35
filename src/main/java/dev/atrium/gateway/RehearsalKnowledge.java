package dev.atrium.gateway;

import dev.atrium.keys.ApiKey;
import dev.atrium.keys.KeyCheck;
import dev.atrium.keys.KeySecret;
import dev.atrium.pool.ReplicaRoute;
import dev.atrium.pricing.Meter;
import dev.atrium.pricing.PriceVersion;
import dev.atrium.registry.ModelEntry;
import dev.atrium.registry.Visibility;
import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.DeploymentId;
import dev.atrium.shared.ModelName;
import dev.atrium.shared.PriceVersionId;
import dev.atrium.shared.ProjectId;
import dev.atrium.shared.ReplicaId;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.Slug;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import dev.atrium.tenancy.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One organization with one key, one model and one engine, which exist for the warm-up only. */
final class RehearsalKnowledge implements Knowledge {

    private static final Currency CURRENCY = Currency.getInstance("USD");

    private final KeySecret secret = KeySecret.random();
    private final Tenant tenant =
            new Tenant(TenantId.next(), new Slug("rehearsal"), "Rehearsal", CURRENCY, ProjectId.next());
    private final ApiKey key = new ApiKey(
            ApiKeyId.next(),
            tenant.id(),
            tenant.defaultProject(),
            "rehearsal",
            secret.hint(),
            Instant.EPOCH,
            null,
            null,
            null,
            null);
    private final VersionId version = VersionId.next();
    private final ModelEntry model = new ModelEntry(
            RepositoryId.next(),
            tenant.id(),
            "rehearsal/model",
            Visibility.PRIVATE,
            Map.of(1, version),
            Map.of(ModelEntry.DEFAULT_ALIAS, version),
            Instant.EPOCH);
    private final PriceVersion price = new PriceVersion(
            PriceVersionId.next(), model.id(), CURRENCY, Map.of(Meter.INPUT_TOKENS, 1L), 0, Instant.EPOCH);
    private final ReplicaRoute route;

    RehearsalKnowledge(RehearsalEngine engine) {
        route = new ReplicaRoute(
                ReplicaId.next(), DeploymentId.next(), version, engine.worker(), engine.address(), engine.publicKey());
    }

    String secret() {
        return secret.spelled();
    }

    @Override
    public KeyCheck check(String text, Instant now) {
        var known = KeySecret.parse(text).filter(secret::equals).isPresent();
        return known ? key.checkAt(now) : new KeyCheck.Unknown();
    }

    @Override
    public Optional<Tenant> tenant(TenantId id) {
        return Optional.of(tenant);
    }

    @Override
    public Optional<ModelEntry> model(TenantId asker, ModelName name) {
        return Optional.of(model);
    }

    @Override
    public List<ModelEntry> models(TenantId asker) {
        return List.of(model);
    }

    @Override
    public Optional<PriceVersion> price(RepositoryId id, Currency currency, Instant now) {
        return Optional.of(price);
    }

    @Override
    public List<ReplicaRoute> replicas(VersionId id) {
        return List.of(route);
    }

    @Override
    public boolean isDeployed(VersionId id) {
        return true;
    }

    @Override
    public boolean mayGoOn(ApiKey of, RepositoryId id, Instant now) {
        return true;
    }

    @Override
    public boolean isStale(Instant now, Duration limit) {
        return false;
    }

    @Override
    public CompletableFuture<Void> nextReading() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onChange(Runnable listener) {}

    @Override
    public void onRoutes(Consumer<Set<ReplicaId>> listener) {}
}
