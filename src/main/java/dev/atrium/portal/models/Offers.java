package dev.atrium.portal.models;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.atrium.pool.ServedVersions;
import dev.atrium.pool.ServedVersions.Served;
import dev.atrium.pricing.PriceBook;
import dev.atrium.registry.CallableModel;
import dev.atrium.registry.Catalog;
import dev.atrium.registry.ModelTask;
import dev.atrium.shared.ModelName;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.VersionId;
import dev.atrium.tenancy.Tenant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an organization may call, with prices and states. */
public class Offers {

    private final Catalog catalog;
    private final PriceBook prices;
    private final ServedVersions served;

    public Offers(Catalog catalog, PriceBook prices, ServedVersions served) {
        this.catalog = catalog;
        this.prices = prices;
        this.served = served;
    }

    /**
     * Lists by name.
     *
     * @param typed what the name contains; empty for all
     * @param after the model after which to begin, or null for the begin
     */
    public List<Offer> list(Tenant organization, String typed, @Nullable ModelName after, int limit) {
        return offers(organization, catalog.callableBy(organization.id(), typed, after, limit));
    }

    /** As above, only models for these tasks. */
    public List<Offer> list(
            Tenant organization, String typed, Set<ModelTask> tasks, @Nullable ModelName after, int limit) {
        return offers(organization, catalog.callableBy(organization.id(), typed, tasks, after, limit));
    }

    /** Empty when there is no such model or version, or this organization may not call it. */
    public Optional<Offer> find(Tenant organization, ModelName name) {
        return catalog.find(organization.id(), name)
                .map(model -> offers(organization, List.of(model)).getFirst());
    }

    /** What these models are called, in the order of their names; those that it may not call are missing. */
    public List<ModelName> names(Tenant organization, Set<RepositoryId> models) {
        return catalog.names(organization.id(), models).values().stream()
                .sorted(Comparator.comparing(ModelName::path))
                .toList();
    }

    private List<Offer> offers(Tenant organization, List<CallableModel> models) {
        var cost = prices.current(
                organization.currency(), models.stream().map(CallableModel::id).toList());
        var states = states(models);
        return models.stream()
                .map(model -> new Offer(model, cost.get(model.id()), states.get(model.version())))
                .toList();
    }

    private Map<VersionId, Served> states(List<CallableModel> models) {
        var states = new HashMap<VersionId, Served>();
        models.stream()
                .collect(groupingBy(CallableModel::owner, mapping(CallableModel::version, toList())))
                .forEach((owner, versions) -> states.putAll(served.of(owner, versions)));
        return states;
    }
}
