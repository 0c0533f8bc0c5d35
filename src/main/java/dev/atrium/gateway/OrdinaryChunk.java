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

    private static final int UNICODE_ESCAPE = 5;
    private static final int CONTINUATION_MASK = 0xC0;
    private static final int CONTINUATION = 0x80;

    private OrdinaryChunk() {}

    /** Characters of text in an event that has neither usage, error nor the reason of an end; 0 for any other. */
    static int textLength(byte[] bytes, int from, int to) {
        if (!isAt(bytes, from, to, START)) {
            return 0;
        }
        var length = 0;
        for (int i = from + START.length; i < to; i++) {
            if (bytes[i] != '"') {
                continue;
            }
            if (isAt(bytes, i + 1, to, CONTENT)) {
                length += charactersIn(bytes, i + 1 + CONTENT.length, to);
            } else if (isNews(bytes, i + 1, to)) {
                return 0;
            }
        }
        return length;
    }

    /** Up to the end of the string: what continues a character does not count, nor what follows a backslash. */
    private static int charactersIn(byte[] bytes, int from, int to) {
        var count = 0;
        for (int i = from; i < to && bytes[i] != '"'; i++) {
            if (bytes[i] == '\\') {
                i += i + 1 < to && bytes[i + 1] == 'u' ? UNICODE_ESCAPE : 1;
            }
            if ((bytes[i < to ? i : to - 1] & CONTINUATION_MASK) != CONTINUATION) {
                count++;
            }
        }
        return count;
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
