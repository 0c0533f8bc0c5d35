package dev.atrium.gateway;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into server-sent events. Network frames are not events: what is unfinished at the end of
 * one frame is carried over to the next. An event ends with an empty line.
 */
final class SseEvents {

    static final int EVENT_MAX_LENGTH = 4 * 1024 * 1024;

    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int length;
    private int scanned;
    private int lineStart;

    /** Gets the events of one frame. */
    interface Sink {

        /** One whole event with its empty line: {@code bytes} from {@code from} to {@code to}, never changed later. */
        void event(byte[] bytes, int from, int to);
    }

    /** Returns false when an event is longer than anybody bears. */
    boolean feed(ByteBuf frame, Sink sink) {
        var more = frame.readableBytes();
        if (length + more > EVENT_MAX_LENGTH) {
            return false;
        }
        // A new array for each frame, since the events handed out keep theirs.
        bytes = Arrays.copyOf(bytes, length + more);
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

    private void keepFrom(int eventStart) {
        bytes = eventStart == length ? NOTHING : Arrays.copyOfRange(bytes, eventStart, length);
        length -= eventStart;
        lineStart -= eventStart;
        scanned = length;
    }
}
