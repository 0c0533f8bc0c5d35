package dev.atrium.worker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes messages of Protocol Buffers, also wrong ones. */
final class ProtoWriter {

    private static final int BYTES = 2;
    private static final int TYPE_BITS = 3;
    private static final int VARINT_BITS = 7;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    ProtoWriter number(int field, long value) {
        varint((long) field << TYPE_BITS);
        varint(value);
        return this;
    }

    ProtoWriter bytes(int field, byte[] value) {
        return claim(field, value.length, value);
    }

    /** Says {@code length} and writes {@code value}, whether or not that fits. */
    ProtoWriter claim(int field, long length, byte[] value) {
        varint((long) field << TYPE_BITS | BYTES);
        varint(length);
        out.writeBytes(value);
        return this;
    }

    ProtoWriter text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    ProtoWriter message(int field, ProtoWriter value) {
        return bytes(field, value.toBytes());
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    private void varint(long value) {
        var rest = value;
        while ((rest & ~Byte.MAX_VALUE) != 0) {
            out.write((int) (rest & Byte.MAX_VALUE) | Byte.MAX_VALUE + 1);
            rest >>>= VARINT_BITS;
        }
        out.write((int) rest);
    }
}
