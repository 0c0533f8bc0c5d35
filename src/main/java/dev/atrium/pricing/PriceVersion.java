package dev.atrium.pricing;

import static java.util.Objects.requireNonNull;

import dev.atrium.shared.Money;
import dev.atrium.shared.PriceVersionId;
import dev.atrium.shared.RepositoryId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.Map;

/**
 * What a model costs in one currency from a certain moment on. Immutable: a change is a new version.
 *
 * @param picoPerUnit          whole pico-units (1e-12 of {@code currency}) per base unit of each meter, never
 *                             negative; 0 means free. 20,000 per input token is 0.02 per million tokens. A meter
 *                             that is not listed is not charged.
 * @param publisherBasisPoints the publisher's share of the gross amount, 0 to 10,000 (all)
 * @param validFrom            first instant at which requests are admitted at this price
 */
public record PriceVersion(
        PriceVersionId id,
        RepositoryId model,
        Currency currency,
        Map<Meter, Long> picoPerUnit,
        int publisherBasisPoints,
        Instant validFrom) {

    public static final int ALL_BASIS_POINTS = 10_000;

    public PriceVersion {
        requireNonNull(id, "id");
        requireNonNull(model, "model");
        requireNonNull(currency, "currency");
        requireNonNull(validFrom, "validFrom");
        picoPerUnit = Map.copyOf(picoPerUnit);
        picoPerUnit.forEach((meter, pico) -> {
            if (pico < 0) {
                throw new IllegalArgumentException("%s: %d (expected: >= 0)".formatted(meter.key(), pico));
            }
        });
        if (publisherBasisPoints < 0 || publisherBasisPoints > ALL_BASIS_POINTS) {
            throw new IllegalArgumentException(
                    "publisherBasisPoints: %d (expected: 0 to 10000)".formatted(publisherBasisPoints));
        }
    }

    /** What one base unit of {@code meter} costs, in pico-units; 0 when it is free or not priced. */
    public long picoPer(Meter meter) {
        return picoPerUnit.getOrDefault(meter, 0L);
    }

    /** Whether callers pay the same as at another price. Who gets which share is not looked at. */
    public boolean asksAs(PriceVersion other) {
        return Arrays.stream(Meter.values()).allMatch(meter -> picoPer(meter) == other.picoPer(meter));
    }

    /**
     * The exact cost of {@code quantity} base units: quantity × whole pico-units, nothing rounded.
     *
     * @throws ArithmeticException if the cost exceeds a {@code long} of pico-units (about 9.2 million units)
     */
    public Money costOf(Meter meter, long quantity) {
        if (quantity < 0) {
            throw new IllegalArgumentException("quantity: %d (expected: >= 0)".formatted(quantity));
        }
        return new Money(Math.multiplyExact(picoPer(meter), quantity), currency);
    }
}
