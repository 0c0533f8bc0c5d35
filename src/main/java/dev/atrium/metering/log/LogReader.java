package dev.atrium.metering.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads what is forced, while it grows. For one thread. */
public final class LogReader implements AutoCloseable {

    private final Path folder;
    private final Segments segments;
    private @Nullable SegmentView view;
    private long viewed;

    LogReader(Path folder, Segments segments) {
        this.folder = folder;
        this.segments = segments;
    }

    /** Decides about each record whether to take it and go on. */
    @FunctionalInterface
    public interface Taker {

        /** @return false to stop in front of this record */
        boolean takes(byte type, long number, ByteBuffer payload);
    }

    /** Reads on from {@code from} until {@code taker} stops or nothing more is forced; returns where it stopped. */
    public LogPosition read(LogPosition from, Taker taker) throws IOException {
        var forced = segments.forced();
        var segment = from.segment();
        var offset = from.offset();
        while (segment <= forced.segment()) {
            if (opened(segment)) {
                offset = readSegment(offset, segment == forced.segment() ? forced.length() : Integer.MAX_VALUE, taker);
                if (offset >= 0) {
                    return new LogPosition(segment, offset);
                }
            }
            if (segment == forced.segment()) {
                break;
            }
            segment = next(segment, forced.segment());
            offset = Segment.HEADER_BYTES;
        }
        return new LogPosition(segment, Math.max(offset, Segment.HEADER_BYTES));
    }

    /** Returns where to go on, or -1 when the segment has been left behind. */
    private int readSegment(int from, int limit, Taker taker) {
        var current = view;
        if (current == null) {
            return -1;
        }
        var isLive = limit < Integer.MAX_VALUE;
        var end = Math.min(limit, current.size());
        var offset = from;
        while (true) {
            var frame = current.at(offset, end);
            if (frame == null) {
                var next = current.seek(offset, end);
                if (next < 0) {
                    return isLive ? offset : -1;
                }
                offset = next;
            } else if (frame.type() == Frames.MARK || taker.takes(frame.type(), frame.number(), frame.payload())) {
                offset = frame.next();
            } else {
                return offset;
            }
        }
    }

    private boolean opened(long segment) throws IOException {
        if (view != null && viewed == segment) {
            return true;
        }
        close();
        if (!Folder.segments(folder).contains(segment)) {
            return false;
        }
        view = new SegmentView(folder, segment);
        viewed = segment;
        return true;
    }

    private long next(long segment, long last) throws IOException {
        return Folder.segments(folder).stream()
                .filter(number -> number > segment)
                .findFirst()
                .orElse(last);
    }

    @Override
    public void close() {
        if (view != null) {
            view.close();
            view = null;
        }
    }
}
