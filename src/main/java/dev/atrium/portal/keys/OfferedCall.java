package dev.atrium.portal.keys;

import dev.atrium.keys.KeySecret;
import dev.atrium.portal.models.CallCode;
import dev.atrium.portal.models.Offer;
import dev.atrium.portal.models.Offers;
import dev.atrium.registry.ModelTask;
import dev.atrium.shared.ModelName;
import dev.atrium.shared.RepositoryId;
import dev.atrium.tenancy.Tenant;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The shortest call of the first model, by name, that answers now; else of the first that there is. What the files of
 * a model tell is slow to read for the first time: few are looked at together, and no more than it takes.
 */
final class OfferedCall implements ReadyCall {

    private static final int LOOKED_AT = 40;
    private static final int TOGETHER = 8;
    private static final String VARIABLE = "$ATRIUM_API_KEY";

    private final Offers offers;
    private final Supplier<URI> gateway;

    /** @param gateway where programs call, without a slash at its end */
    OfferedCall(Offers offers, Supplier<URI> gateway) {
        this.offers = offers;
        this.gateway = gateway;
    }

    @Override
    public Optional<String> curl(Tenant organization) {
        return curl(organization, null);
    }

    @Override
    public Optional<String> curl(Tenant organization, @Nullable Set<RepositoryId> models, KeySecret secret) {
        return curl(organization, models).map(text -> text.replace(VARIABLE, secret.spelled()));
    }

    private Optional<String> curl(Tenant organization, @Nullable Set<RepositoryId> models) {
        return callable(organization, models)
                .map(offer ->
                        CallCode.of(gateway.get(), offer.model()).getFirst().code());
    }

    private Optional<Offer> callable(Tenant organization, @Nullable Set<RepositoryId> models) {
        return models == null ? ofAll(organization) : ofThese(organization, models);
    }

    private Optional<Offer> ofAll(Tenant organization) {
        Optional<Offer> first = Optional.empty();
        ModelName last = null;
        for (var looked = 0; looked < LOOKED_AT; looked += TOGETHER) {
            var listed = offers.list(organization, "", last, TOGETHER);
            var ready = listed.stream().filter(OfferedCall::isReady).findFirst();
            if (ready.isPresent()) {
                return ready;
            }
            first = first.or(() -> listed.stream().findFirst());
            if (listed.size() < TOGETHER) {
                break;
            }
            last = listed.getLast().model().name();
        }
        return first;
    }

    private Optional<Offer> ofThese(Tenant organization, Set<RepositoryId> models) {
        Optional<Offer> first = Optional.empty();
        for (var name : offers.names(organization, models)) {
            var offer = offers.find(organization, name);
            if (offer.filter(OfferedCall::isReady).isPresent()) {
                return offer;
            }
            first = first.or(() -> offer);
        }
        return first;
    }

    /** Without a price or a replica the first call would be refused. */
    private static boolean isReady(Offer offer) {
        var served = offer.served();
        return offer.price() != null
                && served != null
                && served.ready() > 0
                && offer.model().facts().task() != ModelTask.OTHER;
    }
}
