package dev.atrium.worker;

import tools.jackson.databind.JsonNode;

/**
 * What one run of a transformer takes of memory besides its weights. For {@code b} inputs of {@code w} tokens, padding
 * included, that is {@code b * w * (w * perPair + perToken)} bytes: attention keeps a number per head and pair of
 * tokens, everything else one vector per token. One layer's worth counts, since the next one takes its place.
 *
 * @param perPair  bytes per pair of tokens
 * @param perToken bytes per token
 */
record RunCost(long perPair, long perToken) {

    /** Scores, what softmax makes of them, and a copy where the graph transposes. */
    private static final int COPIES_OF_SCORES = 3;

    private static final int VECTORS = 8;
    private static final int INNER_VECTORS = 2;
    private static final int MOST_HEADS = 1024;
    private static final int MOST_WIDTH = 1 << 17;

    /** Of {@code config.json}; where it is silent, what is common among large embedding models. */
    static RunCost of(JsonNode config) {
        var heads = number(config, 16, MOST_HEADS, "num_attention_heads", "n_heads");
        var hidden = number(config, 1024, MOST_WIDTH, "hidden_size", "dim", "d_model");
        var inner = number(config, 4 * hidden, 4 * MOST_WIDTH, "intermediate_size", "hidden_dim");
        return new RunCost(
                (long) COPIES_OF_SCORES * heads * Float.BYTES,
                ((long) VECTORS * hidden + (long) INNER_VECTORS * inner) * Float.BYTES);
    }

    /** @param width tokens per input, padding included */
    long bytes(int inputs, int width) {
        return inputs * (width * (width * perPair + perToken));
    }

    /** The longest input, up to {@code most} tokens, that a run within {@code budget} bytes can take; at least 1. */
    int longest(long budget, int most) {
        var fits = 1;
        for (int beyond = most + 1; beyond - fits > 1; ) {
            var middle = fits + (beyond - fits) / 2;
            if (bytes(1, middle) <= budget) {
                fits = middle;
            } else {
                beyond = middle;
            }
        }
        return fits;
    }

    private static int number(JsonNode config, int otherwise, int most, String... names) {
        for (var name : names) {
            var value = config.path(name).asInt(0);
            if (value > 0) {
                return Math.min(value, most);
            }
        }
        return Math.min(otherwise, most);
    }
}
