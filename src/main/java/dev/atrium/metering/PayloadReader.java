package dev.atrium.metering;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes fields out of a journal record, in the order in which {@link PayloadWriter} put them. */
final class PayloadReader {

    private final ByteBuffer from;

    PayloadReader(ByteBuffer from) {
        this.from = from;
    }

    <T> T id(Function<UUID, T> type) {
        return type.apply(new UUID(number(), number()));
    }

    <T> @Nullable T idOrNull(Function<UUID, T> type) {
        return flag() ? id(type) : null;
    }

    String text() {
        var bytes = new byte[Short.toUnsignedInt(from.getShort())];
        from.get(bytes);
        return new String(bytes, UTF_8);
    }

    @Nullable
    String textOrNull() {
        return flag() ? text() : null;
    }

    long number() {
        return from.getLong();
    }

    @Nullable
    Long numberOrNull() {
        return flag() ? number() : null;
    }

    boolean flag() {
        return from.get() != 0;
    }

    int small() {
        return Byte.toUnsignedInt(from.get());
    }
}
