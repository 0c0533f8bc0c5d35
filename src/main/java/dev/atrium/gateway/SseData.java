package dev.atrium.gateway;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * The data of one server-sent event.
 *
 * @param bytes  holds it
 * @param from   where it begins
 * @param length of it
 */
@SuppressWarnings("ArrayRecordComponent") // a view of one frame that lives as long as one call
record SseData(byte[] bytes, int from, int length) {

    private static final byte[] FIELD = {'d', 'a', 't', 'a', ':'};
    private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

    /** Empty for an event without data, such as a comment that keeps a connection awake. */
    static Optional<SseData> of(byte[] bytes, int from, int to) {
        var first = line(bytes, from, to);
        if (first.isPresent() && endOf(bytes, from, to) + 1 >= to - 1) {
            return first; // one line and the empty one: nearly always so
        }
        var joined = new ByteArrayOutputStream();
        for (int at = from; at < to; at = endOf(bytes, at, to) + 1) {
            line(bytes, at, to).ifPresent(part -> {
                if (joined.size() > 0) {
                    joined.write('\n');
                }
                joined.write(part.bytes, part.from, part.length);
            });
        }
        return joined.size() == 0 ? Optional.empty() : Optional.of(new SseData(joined.toByteArray(), 0, joined.size()));
    }

    /** Whether it is OpenAI's mark of a complete stream. */
    boolean isDone() {
        return length == DONE.length && startsWith(bytes, from, DONE);
    }

    /** The value of a data field in the line at {@code from}; empty when it is another field. */
    private static Optional<SseData> line(byte[] bytes, int from, int to) {
        if (to - from < FIELD.length || !startsWith(bytes, from, FIELD)) {
            return Optional.empty();
        }
        var start = from + FIELD.length;
        if (start < to && bytes[start] == ' ') {
            start++;
        }
        var end = endOf(bytes, start, to);
        if (end > start && bytes[end - 1] == '\r') {
            end--;
        }
        return Optional.of(new SseData(bytes, start, end - start));
    }

    private static int endOf(byte[] bytes, int from, int to) {
        var end = from;
        while (end < to && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private static boolean startsWith(byte[] bytes, int from, byte[] start) {
        for (int i = 0; i < start.length; i++) {
            if (from + i >= bytes.length || bytes[from + i] != start[i]) {
                return false;
            }
        }
        return true;
    }
}
