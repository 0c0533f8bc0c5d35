package dev.atrium.metering.log;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Records that are written by one call and forced by one more. Used by the committer alone. */
final class Batch {

    private static final int BYTES = 1 << 20;
    private static final int MAX_FRAME = LogSettings.MAX_RECORD_BYTES - Frames.OVERHEAD;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BYTES);
    private final Frames frames = new Frames();
    private final List<LogRecord> records = new ArrayList<>();
    private boolean isForced;
    private long reserved;
    private long highest;

    /** @param forced how many bytes of the segment are on disk: whoever finds them unsound has found damage */
    void begin(boolean isForced, int forced) {
        clear();
        this.isForced = isForced;
        if (isForced) {
            frames.end(buffer, frames.begin(buffer, Frames.MARK, forced));
        }
    }

    void clear() {
        buffer.clear();
        records.clear();
        reserved = 0;
        highest = 0;
    }

    /** Whether a record of any permitted size can be added, here and within {@code segmentRemaining} bytes. */
    boolean hasRoom(int segmentRemaining) {
        return buffer.position() + MAX_FRAME <= Math.min(BYTES, segmentRemaining);
    }

    /** Adds a record, or fails it alone when it cannot be encoded. */
    void add(LogRecord record) {
        reserved += record.reserved();
        var start = frames.begin(buffer, record.type(), record.number());
        buffer.limit(start + MAX_FRAME);
        try {
            record.encode(buffer);
            frames.end(buffer, start);
        } catch (BufferOverflowException e) {
            buffer.position(start);
            record.failed(new IllegalArgumentException(
                    "record: too long (expected: <= %d bytes)".formatted(MAX_FRAME - Frames.OVERHEAD), e));
            return;
        } catch (RuntimeException e) {
            buffer.position(start);
            record.failed(e);
            return;
        } finally {
            buffer.limit(buffer.capacity());
        }
        highest = Math.max(highest, record.number());
        records.add(record);
        record.appended();
    }

    boolean isForced() {
        return isForced;
    }

    ByteBuffer bytes() {
        return buffer.flip();
    }

    /** Room that had been reserved for the records. */
    long reserved() {
        return reserved;
    }

    /** Highest number among the records. */
    long highest() {
        return highest;
    }

    List<LogRecord> records() {
        return records;
    }
}
