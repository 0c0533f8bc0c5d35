package dev.atrium.worker;

import java.util.Arrays;

/**
 * Turns tokens into text as they come, in whole characters. A token may hold half of a character, also the end of one
 * and the beginning of the next, or be written otherwise after another token than alone. So a window of the last
 * tokens is decoded again with each new one, and what ends within a character waits for the next.
 */
final class TokenText {

    private static final String UNFINISHED = "\uFFFD";

    /** Bytes of the longest character: after so many tokens nothing can finish it any more. */
    private static final int LONGEST_CHARACTER = 4;

    private final Decoder decoder;
    private long[] tokens = new long[64];
    private int count;
    private int start;
    private int told;

    /** Characters of the tokens after {@code told} that were told already, and how many tokens there were then. */
    private int given;

    private int givenAt;

    /** Turns tokens into text; what is no UTF-8 becomes U+FFFD. */
    interface Decoder {
        String decode(long[] tokens);
    }

    TokenText(Decoder decoder) {
        this.decoder = decoder;
    }

    /** The text that is complete with this token; may be empty. */
    String add(long token) {
        if (count == tokens.length) {
            tokens = Arrays.copyOf(tokens, 2 * count);
        }
        tokens[count++] = token;
        var text = untold();
        var isStuck = count - Math.max(told, givenAt) >= LONGEST_CHARACTER;
        if (!text.endsWith(UNFINISHED) || isStuck) {
            return text.isEmpty() ? "" : tellAll(text);
        }
        var piece = text.substring(Math.min(given, text.length() - 1), text.length() - 1);
        if (!piece.isEmpty()) {
            given = text.length() - 1;
            givenAt = count;
        }
        return piece;
    }

    /** What was held back, at the end. */
    String rest() {
        return tellAll(untold());
    }

    private String tellAll(String text) {
        var piece = text.substring(Math.min(given, text.length()));
        start = told;
        told = count;
        given = 0;
        return piece;
    }

    private String untold() {
        var before = decoder.decode(Arrays.copyOfRange(tokens, start, told));
        var now = decoder.decode(Arrays.copyOfRange(tokens, start, count));
        return now.length() > before.length() ? now.substring(before.length()) : "";
    }
}
