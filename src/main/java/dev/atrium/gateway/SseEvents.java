package dev.atrium.gateway;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * Cuts a stream of bytes into server-sent events. Network frames are not events: what is unfinished at the end of
 * one frame is carried over to the next. An event ends with an empty line.
 */
final class SseEvents {

    static final int EVENT_MAX_LENGTH = 4 * 1024 * 1024;

    private static final byte[] NOTHING = {};

    /** Unfinished events up to here are so small that they need no budget. */
    private static final int SMALL = 64 * 1024;

    private final LongPredicate memory;
    private byte[] bytes = NOTHING;
    private int held = SMALL;
    private int length;
    private int scanned;
    private int lineStart;

    /** Gets the events of one frame. */
    interface Sink {

        /** One whole event with its empty line: {@code bytes} from {@code from} to {@code to}, never changed later. */
        void event(byte[] bytes, int from, int to);
    }

    /** @param memory sets so many bytes more aside for a long event, or returns false */
    SseEvents(LongPredicate memory) {
        this.memory = memory;
    }

    /** Returns false when an event is longer than anybody bears, or than there is memory. */
    boolean feed(ByteBuf frame, Sink sink) {
        var more = frame.readableBytes();
        if (length + more > EVENT_MAX_LENGTH || !makeRoom(length + more)) {
            return false;
        }
        frame.readBytes(bytes, length, more);
        length += more;
        cut(sink);
        return true;
    }

    /** Whether the stream ended within an event. */
    boolean hasUnfinished() {
        return length > 0;
    }

    private void cut(Sink sink) {
        var eventStart = 0;
        for (int i = scanned; i < length; i++) {
            if (bytes[i] != '\n') {
                continue;
            }
            if (i == lineStart || (i == lineStart + 1 && bytes[lineStart] == '\r')) {
                sink.event(bytes, eventStart, i + 1);
                eventStart = i + 1;
            }
            lineStart = i + 1;
        }
        keepFrom(eventStart);
    }

    /** An unfinished event grows by doubling, so that one which comes in many frames is not copied with each. */
    private boolean makeRoom(int needed) {
        if (needed <= bytes.length) {
            return true;
        }
        var roomy = Math.max(needed, 2 * bytes.length);
        if (roomy > held) {
            if (!memory.test(roomy - held)) {
                return false;
            }
            held = roomy;
        }
        bytes = Arrays.copyOf(bytes, roomy);
        return true;
    }

    /** Events that were handed out keep their array, so what is left moves to one of its own. */
    private void keepFrom(int eventStart) {
        if (eventStart > 0) {
            bytes = eventStart == length ? NOTHING : Arrays.copyOfRange(bytes, eventStart, length);
        }
        length -= eventStart;
        lineStart -= eventStart;
        scanned = length;
    }
}
