package dev.atrium.metering.log;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One file of the log while it is read. Mapped, so that what has just been written is seen without a copy. */
final class SegmentView implements AutoCloseable {

    private final Frames frames = new Frames();
    private final Arena arena = Arena.ofShared();
    private final ByteBuffer bytes;
    private final boolean isBegun;

    SegmentView(Path folder, long number) throws IOException {
        try (var channel = FileChannel.open(Segment.pathOf(folder, number), READ)) {
            bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena)
                    .asByteBuffer();
        } catch (IOException e) {
            arena.close();
            throw e;
        }
        isBegun = Segment.hasHeader(bytes, bytes.limit(), number);
    }

    /** Whether it has a header: anything was ever written to it. */
    boolean isBegun() {
        return isBegun;
    }

    int size() {
        return bytes.limit();
    }

    /** The sound frame exactly at {@code offset}, or null. */
    Frames.@Nullable Frame at(int offset, int end) {
        return frames.at(bytes, offset, end);
    }

    /** The offset of the first sound frame at or after {@code offset}, or -1. */
    int seek(int offset, int end) {
        for (var at = offset; at <= end - Frames.OVERHEAD; at++) {
            if (frames.at(bytes, at, end) != null) {
                return at;
            }
        }
        return -1;
    }

    /** Whether nothing but zeros stands from {@code offset} on. */
    boolean isEmptyFrom(int offset) {
        for (var at = offset; at < bytes.limit(); at++) {
            if (bytes.get(at) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        arena.close();
    }
}
