package dev.atrium.chaos;

import org.jspecify.annotations.Nullable;

/**
 * What a client saw of one request.
 *
 * @param name       what the client called it
 * @param isComplete whether it got the whole answer
 * @param input      input tokens that the answer told; 0 without an answer
 * @param output     output tokens that the answer told
 * @param cost       the answer's cost header or trailer; null when it got none
 */
record Seen(
        String name,
        boolean isComplete,
        long input,
        long output,
        @Nullable String cost) {

    static Seen incomplete(String name) {
        return new Seen(name, false, 0, 0, null);
    }
}
