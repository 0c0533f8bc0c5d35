package dev.atrium.gateway;

import org.jspecify.annotations.Nullable;

/**
 * What the gateway itself must know of a request's body; the engine reads the rest.
 *
 * @param model        the model's name as the caller wrote it
 * @param stream       whether the answer is to be streamed
 * @param includeUsage whether a stream is to end with its usage
 * @param textLength   characters of text in the content, from which tokens are estimated where the engine counts none
 * @param wish         the change that has a stream's engine report usage; null for none
 */
record Ask(
        String model,
        boolean stream,
        boolean includeUsage,
        long textLength,
        @Nullable UsageWish wish) {

    /** What the engine gets for {@code body}. */
    byte[] forEngine(byte[] body) {
        return wish == null ? body : wish.applyTo(body);
    }
}
