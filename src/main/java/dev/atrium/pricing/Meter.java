package dev.atrium.pricing;

/** What is counted. Base units: one token, one request. */
public enum Meter {
    INPUT_TOKENS("input_tokens"),
    OUTPUT_TOKENS("output_tokens"),
    REQUESTS("requests");

    private final String key;

    Meter(String key) {
        this.key = key;
    }

    /** Its stable name in tables and in the API. */
    public String key() {
        return key;
    }

    /** @throws IllegalArgumentException if there is no such meter */
    public static Meter ofKey(String key) {
        for (var meter : values()) {
            if (meter.key.equals(key)) {
                return meter;
            }
        }
        throw new IllegalArgumentException(
                "meter: '%s' (expected: input_tokens, output_tokens or requests)".formatted(key));
    }
}
