package dev.atrium.portal.playground;

import dev.atrium.shared.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What one call used, by its receipt.
 *
 * @param firstToken null when nothing came
 * @param exact      false when tokens are estimated
 */
record Figures(
        long inputTokens,
        long outputTokens,
        Money cost,
        @Nullable Duration firstToken,
        Duration whole,
        boolean exact) {

    static Figures of(JsonNode receipt) {
        var currency = Currency.getInstance(receipt.path("currency").asString());
        var pico = new BigDecimal(receipt.path("cost").asString("0")).movePointRight(Money.SCALE);
        var first = receipt.path("first_byte_ms");
        return new Figures(
                quantity(receipt, "input_tokens"),
                quantity(receipt, "output_tokens"),
                new Money(pico.longValueExact(), currency),
                first.isNumber() ? Duration.ofMillis(first.asLong()) : null,
                Duration.ofMillis(receipt.path("duration_ms").asLong()),
                receipt.path("lines")
                        .valueStream()
                        .allMatch(line -> line.path("exact").asBoolean(true)));
    }

    private static long quantity(JsonNode receipt, String meter) {
        return receipt.path("lines")
                .valueStream()
                .filter(line -> line.path("meter").asString("").equals(meter))
                .mapToLong(line -> line.path("quantity").asLong())
                .sum();
    }
}
