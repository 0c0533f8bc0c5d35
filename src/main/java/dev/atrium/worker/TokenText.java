package dev.atrium.worker;

import java.util.Arrays;

/**
 * Turns tokens into text as they come, in whole characters. A token may hold half of a character (tokens of bytes
 * do), or be written otherwise after another token than alone, so a window of the last tokens is decoded again with
 * each new one, and what ends within a character waits for the next.
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
        if (text.isEmpty() || (text.endsWith(UNFINISHED) && count - told < LONGEST_CHARACTER)) {
            return "";
        }
        start = told;
        told = count;
        return text;
    }

    /** What was held back, at the end. */
    String rest() {
        var text = untold();
        start = told;
        told = count;
        return text;
    }

    private String untold() {
        var before = decoder.decode(Arrays.copyOfRange(tokens, start, told));
        var now = decoder.decode(Arrays.copyOfRange(tokens, start, count));
        return now.length() > before.length() ? now.substring(before.length()) : "";
    }
}
