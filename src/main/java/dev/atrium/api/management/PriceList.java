package dev.atrium.api.management;

import dev.atrium.pricing.Meter;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Reads the prices of a model as people write them, per million base units: {@code {"input_tokens": "0.02"}} in
 * the owner's currency, or {@code {"USD": {"input_tokens": "0.02"}, "EUR": {...}}}.
 */
final class PriceList {

    private static final String FIELD = "prices";
    /** From units per million to pico-units per unit: 1e12 / 1e6. */
    private static final int SHIFT = 6;

    private PriceList() {}

    /** @throws ProblemException naming what is wrong */
    static Map<Currency, Map<Meter, Long>> read(JsonNode prices, Currency own) {
        if (!prices.isObject() || prices.isEmpty()) {
            throw refusal(FIELD, "prices: (expected: an object of prices by meter, or of such objects by currency)");
        }
        var list = new LinkedHashMap<Currency, Map<Meter, Long>>();
        for (var entry : prices.properties()) {
            if (entry.getValue().isObject()) {
                list.put(currency(entry.getKey()), meters(FIELD + "." + entry.getKey(), entry.getValue()));
            } else {
                list.computeIfAbsent(own, _ -> new EnumMap<>(Meter.class))
                        .put(meter(FIELD, entry.getKey()), pico(FIELD + "." + entry.getKey(), entry.getValue()));
            }
        }
        return list;
    }

    /** Everything is free, said explicitly. */
    static Map<Meter, Long> free() {
        return Map.of(Meter.INPUT_TOKENS, 0L, Meter.OUTPUT_TOKENS, 0L);
    }

    private static Map<Meter, Long> meters(String field, JsonNode prices) {
        var meters = new EnumMap<Meter, Long>(Meter.class);
        prices.properties()
                .forEach(entry ->
                        meters.put(meter(field, entry.getKey()), pico(field + "." + entry.getKey(), entry.getValue())));
        return meters;
    }

    private static long pico(String field, JsonNode value) {
        var text = value.isString() || value.isNumber() ? value.asString() : "";
        try {
            var price = new BigDecimal(text);
            if (price.signum() < 0) {
                throw refusal(field, "%s: %s (expected: >= 0)".formatted(field, text));
            }
            return price.movePointRight(SHIFT).longValueExact();
        } catch (NumberFormatException _) {
            throw refusal(field, "%s: '%s' (expected: a price per million, such as 0.02)".formatted(field, text));
        } catch (ArithmeticException _) {
            throw refusal(
                    field,
                    "%s: %s (expected: at most %d digits after the point, and below nine trillion)"
                            .formatted(field, text, SHIFT));
        }
    }

    private static Meter meter(String field, String key) {
        return Input.read(field, key, Meter::ofKey);
    }

    private static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException _) {
            throw refusal(FIELD, "currency: '%s' (expected: a code of ISO 4217)".formatted(code));
        }
    }

    private static ProblemException refusal(String field, String message) {
        return new ProblemException(Problem.ofField(field, "invalid_value", message));
    }
}
