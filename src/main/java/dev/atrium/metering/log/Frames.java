package dev.atrium.metering.log;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * How records stand in a segment: length of the body (4 bytes), CRC32C of the body (4), and the body: type (1),
 * number (8), payload. All big-endian. A length of 0 is room that was never written.
 */
final class Frames {

    /** Bytes of a frame besides its payload. */
    static final int OVERHEAD = 17;

    /** Starts each forced batch; its number tells how much of the segment had been forced before. */
    static final byte MARK = 0;

    private static final int PREFIX = 8;
    private static final int MIN_BODY = 9;

    private final CRC32C crc = new CRC32C();

    /** Begins a frame at the position of {@code to}; the payload may be put next. Returns where it began. */
    int begin(ByteBuffer to, byte type, long number) {
        var start = to.position();
        to.putLong(0).put(type).putLong(number);
        return start;
    }

    /** Ends the frame that began at {@code start} with what has been put since. */
    void end(ByteBuffer to, int start) {
        var length = to.position() - start - PREFIX;
        to.putInt(start, length).putInt(start + Integer.BYTES, crcOf(to, start + PREFIX, length));
    }

    /** The frame at {@code offset}, or null if there is no whole and sound one before {@code end}. */
    @Nullable
    Frame at(ByteBuffer segment, int offset, int end) {
        if (end - offset < OVERHEAD) {
            return null;
        }
        var length = segment.getInt(offset);
        if (length < MIN_BODY || length > Math.min(end - offset, LogSettings.MAX_RECORD_BYTES) - PREFIX) {
            return null;
        }
        if (segment.getInt(offset + Integer.BYTES) != crcOf(segment, offset + PREFIX, length)) {
            return null;
        }
        var payload = segment.slice(offset + OVERHEAD, length - MIN_BODY);
        return new Frame(
                segment.get(offset + PREFIX), segment.getLong(offset + PREFIX + 1), payload, offset + PREFIX + length);
    }

    private int crcOf(ByteBuffer buffer, int from, int length) {
        crc.reset();
        crc.update(buffer.slice(from, length));
        return (int) crc.getValue();
    }

    /** @param next offset of what follows */
    record Frame(byte type, long number, ByteBuffer payload, int next) {}
}
