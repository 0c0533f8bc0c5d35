package dev.atrium.gateway;

/**
 * What an answer used.
 *
 * @param input  input tokens
 * @param output output tokens
 * @param exact  false when they were estimated, because the engine reported none
 */
record Quantities(long input, long output, boolean exact) {

    static final Quantities NONE = new Quantities(0, 0, true);

    private static final int CHARACTERS_PER_TOKEN = 4;

    /** OpenAI's rule of thumb: a token is about four characters of English. */
    static long tokensIn(long characters) {
        return (characters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
    }
}
