package dev.atrium.metering;

import static java.util.Objects.requireNonNull;

import dev.atrium.pricing.Meter;

/**
 * One meter of a usage event.
 *
 * @param quantity    base units, never negative
 * @param picoPerUnit price of one base unit in pico-units of the event's currency
 * @param amountPico  {@code quantity × picoPerUnit}, or 0 where the event's amount is waived
 * @param exact       false when the quantity is an estimate, because the engine reported none
 */
public record UsageLine(Meter meter, long quantity, long picoPerUnit, long amountPico, boolean exact) {

    public UsageLine {
        requireNonNull(meter, "meter");
        if (quantity < 0) {
            throw new IllegalArgumentException("quantity: %d (expected: >= 0)".formatted(quantity));
        }
        if (picoPerUnit < 0) {
            throw new IllegalArgumentException("picoPerUnit: %d (expected: >= 0)".formatted(picoPerUnit));
        }
        if (amountPico < 0) {
            throw new IllegalArgumentException("amountPico: %d (expected: >= 0)".formatted(amountPico));
        }
    }

    /** The same quantity, not charged. */
    UsageLine waived() {
        return new UsageLine(meter, quantity, picoPerUnit, 0, exact);
    }
}
