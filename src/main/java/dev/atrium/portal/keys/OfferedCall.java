package dev.atrium.portal.keys;

import dev.atrium.keys.KeySecret;
import dev.atrium.portal.GatewayAddress;
import dev.atrium.portal.models.CallCode;
import dev.atrium.portal.models.Offer;
import dev.atrium.portal.models.Offers;
import dev.atrium.shared.RepositoryId;
import dev.atrium.tenancy.Tenant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The shortest call of the first model, by name, that is served now; else of the first that there is. */
final class OfferedCall implements ReadyCall {

    private static final int LOOKED_AT = 100;
    private static final String VARIABLE = "$ATRIUM_API_KEY";

    private final Offers offers;
    private final GatewayAddress gateway;

    OfferedCall(Offers offers, GatewayAddress gateway) {
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

    @Override
    public Map<RepositoryId, String> models(Tenant organization) {
        var names = new LinkedHashMap<RepositoryId, String>();
        offers(organization)
                .forEach(offer ->
                        names.put(offer.model().id(), offer.model().name().path()));
        return names;
    }

    private Optional<String> curl(Tenant organization, @Nullable Set<RepositoryId> models) {
        return offers(organization).stream()
                .filter(offer -> models == null || models.contains(offer.model().id()))
                .min(Comparator.comparing(offer -> !isReady(offer)))
                .map(offer -> CallCode.of(gateway.forPrograms(), offer.model())
                        .getFirst()
                        .code());
    }

    private List<Offer> offers(Tenant organization) {
        return offers.list(organization, "", null, LOOKED_AT);
    }

    /** Without a price or a replica the first call would be refused. */
    private static boolean isReady(Offer offer) {
        var served = offer.served();
        return offer.price() != null && served != null && served.ready() > 0;
    }
}
