package dev.atrium.worker;

import org.jspecify.annotations.Nullable;

/**
 * How the next token is chosen.
 *
 * @param temperature      0 to 2; 0 takes the most likely token
 * @param topP             above 0, up to 1: the smallest set of tokens that are together as likely is drawn from
 * @param presencePenalty  -2 to 2, taken once from the logit of each token that was generated before
 * @param frequencyPenalty -2 to 2, taken for each time that it was generated
 * @param seed             the same seed draws the same tokens; null: drawn anew for each request
 */
record Sampling(
        double temperature,
        double topP,
        double presencePenalty,
        double frequencyPenalty,
        @Nullable Long seed) {

    static final Sampling DEFAULT = new Sampling(1, 1, 0, 0, null);
}
