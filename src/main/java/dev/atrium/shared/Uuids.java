package dev.atrium.shared;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/** Time-ordered UUIDs (version 7 of RFC 9562), and the forms in which we store and print them. */
public final class Uuids {

    private static final int BYTES = 16;
    private static final int TIMESTAMP_SHIFT = 16;
    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private Uuids() {}

    /** A new UUIDv7; later ones of this process sort after earlier ones. */
    public static UUID next() {
        return GENERATOR.generate();
    }

    /** The moment (in milliseconds) that a UUIDv7 carries. */
    public static Instant timeOf(UUID uuid) {
        return Instant.ofEpochMilli(uuid.getMostSignificantBits() >>> TIMESTAMP_SHIFT);
    }

    /** The 16 bytes for a {@code BINARY(16)} column, most significant first, so that they sort by time. */
    public static byte[] toBytes(UUID uuid) {
        return ByteBuffer.allocate(BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    /** @throws IllegalArgumentException if {@code bytes} are not 16 */
    public static UUID fromBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("bytes: %d (expected: %d)".formatted(bytes.length, BYTES));
        }
        var buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    /** 32 hex digits, without dashes. */
    public static String toHex(UUID uuid) {
        return HexFormat.of().formatHex(toBytes(uuid));
    }

    /** @throws IllegalArgumentException if {@code hex} is not 32 hex digits */
    public static UUID fromHex(String hex) {
        return fromBytes(HexFormat.of().parseHex(hex));
    }
}
