package dev.atrium.pricing;

import dev.atrium.shared.Actor;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The price book of the installation. The door to this module in the portal. */
public interface PriceBook {

    /**
     * Publishes a price of a model in one currency.
     *
     * @param publisher the tenant that owns the model, for the audit log
     * @param validFrom when it begins: at least five minutes ahead, so that every gateway knows it by then; null
     *     for the earliest possible moment. A model's first price in a currency begins at once, since nobody can
     *     have been admitted at another.
     * @throws dev.atrium.shared.ProblemException {@code price_too_soon} if {@code validFrom} is nearer
     */
    PriceVersion publish(
            Actor actor,
            TenantId publisher,
            RepositoryId model,
            Currency currency,
            Map<Meter, Long> picoPerUnit,
            int publisherBasisPoints,
            @Nullable Instant validFrom);

    /** All prices that a model ever had and will have, newest first. */
    List<PriceVersion> of(RepositoryId model);

    /**
     * Prices that began since then, or will, and ask something else than the price before them; newest first.
     *
     * @param limit of the newest prices that are looked at
     */
    List<PriceVersion> changes(Currency currency, Instant since, int limit);

    /** What models cost now in one currency; those without a price in it are missing. */
    Map<RepositoryId, PriceVersion> current(Currency currency, Collection<RepositoryId> models);
}
