package dev.atrium.worker;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * Walks a message of Protocol Buffers without building it. It reads only what lies inside of the bytes it was
 * given, whatever the lengths in them claim.
 */
final class ProtoReader {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;
    private static final int TYPE_BITS = 3;
    private static final int TYPE_MASK = 7;
    private static final int VARINT_BITS = 7;
    private static final int LONG_BITS = 64;

    private final MemorySegment bytes;
    private long at;
    private int field;
    private int type;

    ProtoReader(MemorySegment bytes) {
        this.bytes = bytes;
    }

    /** Goes to the next field. Its value must be read or skipped before the next call. */
    boolean next() throws Malformed {
        if (at == bytes.byteSize()) {
            return false;
        }
        var tag = varint();
        field = (int) (tag >>> TYPE_BITS);
        type = (int) (tag & TYPE_MASK);
        if (field <= 0 || tag >>> TYPE_BITS > Integer.MAX_VALUE) {
            throw new Malformed("a field has the number %d".formatted(tag >>> TYPE_BITS));
        }
        return true;
    }

    int field() {
        return field;
    }

    boolean isBytes() {
        return type == BYTES;
    }

    boolean isNumber() {
        return type == VARINT;
    }

    long number() throws Malformed {
        require(VARINT);
        return varint();
    }

    MemorySegment bytes() throws Malformed {
        require(BYTES);
        var length = varint();
        if (length < 0 || length > bytes.byteSize() - at) {
            throw new Malformed("a field claims %s bytes where %d are left"
                    .formatted(Long.toUnsignedString(length), bytes.byteSize() - at));
        }
        var value = bytes.asSlice(at, length);
        at += length;
        return value;
    }

    ProtoReader message() throws Malformed {
        return new ProtoReader(bytes());
    }

    /** Reads numbers that stand one after the other without tags. */
    static ProtoReader packed(MemorySegment bytes) {
        return new ProtoReader(bytes);
    }

    long byteSize() {
        return bytes.byteSize();
    }

    boolean hasMore() {
        return at < bytes.byteSize();
    }

    long packedNumber() throws Malformed {
        return varint();
    }

    /** @param maxLength longer texts are refused */
    String text(int maxLength) throws Malformed {
        var value = bytes();
        if (value.byteSize() > maxLength) {
            throw new Malformed("a name has %d bytes".formatted(value.byteSize()));
        }
        return new String(value.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    void skip() throws Malformed {
        switch (type) {
            case VARINT -> varint();
            case FIXED64 -> forward(Long.BYTES);
            case BYTES -> bytes();
            case FIXED32 -> forward(Integer.BYTES);
            default -> throw new Malformed("a field has the wire type %d".formatted(type));
        }
    }

    private void forward(int count) throws Malformed {
        if (bytes.byteSize() - at < count) {
            throw new Malformed("it ends in the middle of a number");
        }
        at += count;
    }

    private void require(int expected) throws Malformed {
        if (type != expected) {
            throw new Malformed("field %d has the wire type %d".formatted(field, type));
        }
    }

    private long varint() throws Malformed {
        long value = 0;
        for (int shift = 0; shift < LONG_BITS; shift += VARINT_BITS) {
            forward(1);
            var next = bytes.get(ValueLayout.JAVA_BYTE, at - 1);
            value |= (long) (next & Byte.MAX_VALUE) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new Malformed("a number is longer than 64 bits");
    }

    /** The bytes are no such message. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        Malformed(String reason) {
            super(reason);
        }
    }
}
