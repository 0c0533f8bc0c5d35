package dev.atrium.shared;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An exact amount of one currency.
 *
 * @param pico whole pico-units (1e-12 of {@code currency}); may be negative for corrections
 */
public record Money(long pico, Currency currency) {

    /** Digits after the point of a pico-unit. */
    public static final int SCALE = 12;

    public Money {
        requireNonNull(currency, "currency");
    }

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /**
     * @throws ArithmeticException if the sum exceeds a {@code long} of pico-units (about 9.2 million units)
     * @throws IllegalArgumentException if the currencies differ
     */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("currency: %s (expected: %s)".formatted(other.currency, currency));
        }
        return new Money(Math.addExact(pico, other.pico), currency);
    }

    /** The amount in whole units, exact, without trailing zeros: {@code 0.00000018}. */
    public String toDecimal() {
        return BigDecimal.valueOf(pico, SCALE).stripTrailingZeros().toPlainString();
    }
}
