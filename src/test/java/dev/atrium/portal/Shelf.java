package dev.atrium.portal;

import dev.atrium.pool.ServedVersions;
import dev.atrium.pricing.Meter;
import dev.atrium.pricing.PriceBook;
import dev.atrium.pricing.PriceVersion;
import dev.atrium.registry.CallableModel;
import dev.atrium.registry.Catalog;
import dev.atrium.registry.ModelFacts;
import dev.atrium.registry.ModelTask;
import dev.atrium.registry.NewVersion;
import dev.atrium.registry.Visibility;
import dev.atrium.shared.Actor;
import dev.atrium.shared.ModelName;
import dev.atrium.shared.PriceVersionId;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Models with cards, prices and states, in memory: what pages about models ask. */
public final class Shelf implements Catalog, PriceBook, ServedVersions {

    private static final Instant PUBLISHED = Instant.parse("2031-05-06T12:00:00Z");

    private final Map<String, CallableModel> models = new TreeMap<>();
    private final Map<String, String> cards = new HashMap<>();
    private final Map<RepositoryId, PriceVersion> prices = new HashMap<>();
    private final Map<VersionId, Served> served = new HashMap<>();
    private int listed;

    /** How many models were told of in lists. */
    public int listed() {
        return listed;
    }

    /** Puts a model there, with version 3. */
    public CallableModel add(String path, TenantId owner, Visibility visibility, ModelTask task) {
        var model = new CallableModel(
                RepositoryId.next(),
                owner,
                ModelName.parse(path).orElseThrow(),
                visibility,
                VersionId.next(),
                3,
                PUBLISHED,
                new ModelFacts(task, 512, 22_900_000));
        models.put(path, model);
        return model;
    }

    /** Takes everything away. */
    public void clear() {
        models.clear();
    }

    public void card(String path, String markdown) {
        cards.put(path, markdown);
    }

    public void price(CallableModel model, String currency, Map<Meter, Long> picoPerUnit) {
        prices.put(
                model.id(),
                new PriceVersion(
                        PriceVersionId.next(), model.id(), Currency.getInstance(currency), picoPerUnit, 0, PUBLISHED));
    }

    public void serve(CallableModel model, Served state) {
        served.put(model.version(), state);
    }

    @Override
    public List<CallableModel> callableBy(TenantId asker, String typed, @Nullable ModelName after, int limit) {
        var found = models.values().stream()
                .filter(model -> isVisible(asker, model))
                .filter(model -> model.name().path().contains(typed))
                .filter(model -> after == null || model.name().path().compareTo(after.path()) > 0)
                .limit(limit)
                .toList();
        listed += found.size();
        return found;
    }

    @Override
    public Optional<CallableModel> find(TenantId asker, ModelName name) {
        return Optional.ofNullable(models.get(name.path())).filter(model -> isVisible(asker, model));
    }

    @Override
    public Optional<String> card(TenantId asker, ModelName name) {
        return find(asker, name).map(model -> cards.get(model.name().path()));
    }

    @Override
    public List<NewVersion> publishedSince(TenantId asker, Instant since, int limit) {
        return models.values().stream()
                .filter(model -> isVisible(asker, model) && !model.publishedAt().isBefore(since))
                .map(model -> new NewVersion(model.name(), model.number(), model.publishedAt()))
                .limit(limit)
                .toList();
    }

    @Override
    public Map<RepositoryId, ModelName> names(TenantId asker, Collection<RepositoryId> asked) {
        return models.values().stream()
                .filter(model -> isVisible(asker, model) && asked.contains(model.id()))
                .collect(Collectors.toMap(CallableModel::id, CallableModel::name));
    }

    /** All prices, as if each had had another before it. */
    @Override
    public List<PriceVersion> changes(Currency currency, Instant since, int limit) {
        return prices.values().stream()
                .filter(price ->
                        price.currency().equals(currency) && !price.validFrom().isBefore(since))
                .toList();
    }

    @Override
    public Map<RepositoryId, PriceVersion> current(Currency currency, Collection<RepositoryId> asked) {
        var found = new HashMap<>(prices);
        found.keySet().retainAll(asked);
        found.values().removeIf(price -> !price.currency().equals(currency));
        return found;
    }

    @Override
    public Map<VersionId, Served> of(TenantId owner, Collection<VersionId> versions) {
        var found = new HashMap<>(served);
        found.keySet().retainAll(versions);
        return found;
    }

    @Override
    public List<PriceVersion> of(RepositoryId model) {
        return Optional.ofNullable(prices.get(model)).stream().toList();
    }

    @Override
    public PriceVersion publish(
            Actor actor,
            TenantId publisher,
            RepositoryId model,
            Currency currency,
            Map<Meter, Long> picoPerUnit,
            int publisherBasisPoints,
            @Nullable Instant validFrom) {
        throw new UnsupportedOperationException("no page publishes prices");
    }

    private static boolean isVisible(TenantId asker, CallableModel model) {
        return model.visibility() == Visibility.PUBLIC || model.owner().equals(asker);
    }
}
