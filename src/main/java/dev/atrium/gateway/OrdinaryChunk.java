package dev.atrium.gateway;

import java.nio.charset.StandardCharsets;

/**
 * Tells the chunks of which a stream nearly wholly consists, a piece of text and nothing else to know, without
 * reading their JSON, which would cost as much as relaying them. When in doubt it says no, and the JSON is read. No
 * string can look like a key here, since a quotation mark in a string has a backslash before it.
 */
final class OrdinaryChunk {

    private static final byte[] START = ascii("data: {");
    private static final byte[] CONTENT = ascii("content\":\"");
    private static final byte[] USAGE = ascii("usage\"");
    private static final byte[] NO_USAGE = ascii("usage\":null");
    private static final byte[] ERROR = ascii("error\"");
    private static final byte[] FINISHED = ascii("finish_reason\":\"");

    private OrdinaryChunk() {}

    /** Whether the event has text, and neither usage, error nor the reason of an end. */
    static boolean matches(byte[] bytes, int from, int to) {
        if (!isAt(bytes, from, to, START)) {
            return false;
        }
        var hasText = false;
        for (int i = from + START.length; i < to; i++) {
            if (bytes[i] != '"') {
                continue;
            }
            if (isAt(bytes, i + 1, to, CONTENT)) {
                hasText |= bytes[i + 1 + CONTENT.length] != '"';
            } else if (isNews(bytes, i + 1, to)) {
                return false;
            }
        }
        return hasText;
    }

    private static boolean isNews(byte[] bytes, int at, int to) {
        return (isAt(bytes, at, to, USAGE) && !isAt(bytes, at, to, NO_USAGE))
                || isAt(bytes, at, to, ERROR)
                || isAt(bytes, at, to, FINISHED);
    }

    private static boolean isAt(byte[] bytes, int at, int to, byte[] word) {
        if (at + word.length >= to || bytes[at] != word[0]) {
            return false;
        }
        for (int i = 1; i < word.length; i++) {
            if (bytes[at + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
