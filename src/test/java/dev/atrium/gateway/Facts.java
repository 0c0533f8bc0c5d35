package dev.atrium.gateway;

import dev.atrium.keys.ApiKey;
import dev.atrium.keys.KeyCheck;
import dev.atrium.keys.KeySecret;
import dev.atrium.keys.OnBehalf;
import dev.atrium.pool.ReplicaRoute;
import dev.atrium.pricing.Meter;
import dev.atrium.pricing.PriceVersion;
import dev.atrium.registry.ModelEntry;
import dev.atrium.registry.Visibility;
import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.DeploymentId;
import dev.atrium.shared.ModelName;
import dev.atrium.shared.PersonId;
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
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Knowledge that a test writes itself. */
final class Facts implements Knowledge {

    static final Currency USD = Currency.getInstance("USD");
    static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");

    private final Map<String, ApiKey> keys = new ConcurrentHashMap<>();
    private final Map<TenantId, Tenant> tenants = new ConcurrentHashMap<>();
    private final Map<String, ModelEntry> models = new ConcurrentHashMap<>();
    private final Map<RepositoryId, PriceVersion> prices = new ConcurrentHashMap<>();
    private final Map<VersionId, List<ReplicaRoute>> routes = new ConcurrentHashMap<>();
    private final Set<VersionId> deployed = ConcurrentHashMap.newKeySet();
    private final List<Consumer<Set<ReplicaId>>> routeListeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean stale;
    private volatile CompletableFuture<Void> reading = CompletableFuture.completedFuture(null);

    Tenant tenant(String slug) {
        var tenant = new Tenant(TenantId.next(), new Slug(slug), slug, USD, ProjectId.next());
        tenants.put(tenant.id(), tenant);
        return tenant;
    }

    KeySecret key(Tenant tenant) {
        return key(tenant, null, null);
    }

    KeySecret key(Tenant tenant, @Nullable Instant expiresAt, @Nullable Instant revokedAt) {
        return key(tenant, expiresAt, revokedAt, null);
    }

    /** A key that may call these models only. */
    KeySecret key(Tenant tenant, Set<RepositoryId> only) {
        return key(tenant, null, null, only);
    }

    private KeySecret key(
            Tenant tenant, @Nullable Instant expiresAt, @Nullable Instant revokedAt, @Nullable Set<RepositoryId> only) {
        var secret = KeySecret.random();
        var key = new ApiKey(
                ApiKeyId.next(),
                tenant.id(),
                tenant.defaultProject(),
                "test",
                secret.hint(),
                BEGIN,
                expiresAt,
                revokedAt,
                null,
                only);
        keys.put(secret.characters(), key);
        return secret;
    }

    /** A key with which the playground calls for a person. */
    KeySecret keyOfPlayground(Tenant tenant, PersonId person) {
        var secret = KeySecret.random();
        var key = new ApiKey(
                ApiKeyId.next(),
                tenant.id(),
                tenant.defaultProject(),
                "playground",
                secret.hint(),
                BEGIN,
                null,
                null,
                new OnBehalf(person, OnBehalf.Part.PLAYGROUND));
        keys.put(secret.characters(), key);
        return secret;
    }

    ApiKey keyOf(KeySecret secret) {
        return Objects.requireNonNull(keys.get(secret.characters()));
    }

    void revoke(KeySecret secret, Instant at) {
        var key = keyOf(secret);
        keys.put(
                secret.characters(),
                new ApiKey(
                        key.id(),
                        key.tenant(),
                        key.project(),
                        key.name(),
                        key.hint(),
                        key.issuedAt(),
                        null,
                        at,
                        null,
                        key.models()));
        listeners.forEach(Runnable::run);
    }

    /** A model with version 1, alias {@code production} there, and a price. */
    ModelEntry model(Tenant owner, String slug, Visibility visibility) {
        var entry = modelWithoutPrice(owner, slug, visibility);
        price(entry, Map.of(Meter.INPUT_TOKENS, 20_000L, Meter.OUTPUT_TOKENS, 60_000L));
        return entry;
    }

    ModelEntry modelWithoutPrice(Tenant owner, String slug, Visibility visibility) {
        var version = VersionId.next();
        var entry = new ModelEntry(
                RepositoryId.next(),
                owner.id(),
                owner.slug() + "/" + slug,
                visibility,
                Map.of(1, version),
                Map.of("production", version),
                BEGIN);
        models.put(entry.path(), entry);
        return entry;
    }

    PriceVersion price(ModelEntry model, Map<Meter, Long> picoPerUnit) {
        var price = new PriceVersion(PriceVersionId.next(), model.id(), USD, picoPerUnit, 0, BEGIN);
        prices.put(model.id(), price);
        return price;
    }

    ReplicaRoute serve(ModelEntry model, StandInEngine engine) {
        var version = model.versions().values().iterator().next();
        var route = new ReplicaRoute(
                ReplicaId.next(), DeploymentId.next(), version, engine.worker(), engine.address(), engine.publicKey());
        return serve(model, route);
    }

    ReplicaRoute serve(ModelEntry model, ReplicaRoute route) {
        deployed.addAll(model.versions().values());
        routes.computeIfAbsent(route.version(), _ -> new CopyOnWriteArrayList<>())
                .add(route);
        return route;
    }

    /** The replica is lost; its deployment stays. */
    void lose(ReplicaRoute route) {
        routes.getOrDefault(route.version(), List.of()).remove(route);
        var left = routes.values().stream()
                .flatMap(List::stream)
                .map(ReplicaRoute::id)
                .collect(Collectors.toUnmodifiableSet());
        routeListeners.forEach(listener -> listener.accept(left));
    }

    /** As {@link #key(Tenant)} does, but the key is known only from the next reading on, which is to be completed. */
    KeySecret keyOfNextReading(Tenant tenant, CompletableFuture<Void> next) {
        var secret = key(tenant);
        var key = Objects.requireNonNull(keys.remove(secret.characters()));
        reading = next.thenRun(() -> keys.put(secret.characters(), key));
        return secret;
    }

    void stale(boolean value) {
        stale = value;
    }

    @Override
    public KeyCheck check(String secret, Instant now) {
        return KeySecret.parse(secret)
                .map(parsed -> keys.get(parsed.characters()))
                .map(key -> key.checkAt(now))
                .orElseGet(KeyCheck.Unknown::new);
    }

    @Override
    public Optional<Tenant> tenant(TenantId id) {
        return Optional.ofNullable(tenants.get(id));
    }

    @Override
    public Optional<ModelEntry> model(TenantId asker, ModelName name) {
        return Optional.ofNullable(models.get(name.path())).filter(entry -> entry.isVisibleTo(asker));
    }

    @Override
    public List<ModelEntry> models(TenantId asker) {
        return models.values().stream()
                .filter(entry -> entry.isVisibleTo(asker))
                .sorted(Comparator.comparing(ModelEntry::path))
                .toList();
    }

    @Override
    public Optional<PriceVersion> price(RepositoryId model, Currency currency, Instant now) {
        return Optional.ofNullable(prices.get(model))
                .filter(price -> price.currency().equals(currency));
    }

    @Override
    public List<ReplicaRoute> replicas(VersionId version) {
        return routes.getOrDefault(version, List.of());
    }

    @Override
    public boolean isDeployed(VersionId version) {
        return deployed.contains(version);
    }

    @Override
    public boolean mayGoOn(ApiKey key, RepositoryId model, Instant now) {
        return keys.values().stream()
                .filter(current -> current.id().equals(key.id()))
                .allMatch(current -> current.checkAt(now) instanceof KeyCheck.Valid);
    }

    @Override
    public boolean isStale(Instant now, Duration limit) {
        return stale;
    }

    @Override
    public CompletableFuture<Void> nextReading() {
        return reading;
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void onRoutes(Consumer<Set<ReplicaId>> listener) {
        routeListeners.add(listener);
    }
}
