package dev.atrium.metering;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.atrium.shared.Id;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Puts fields into a journal record, in an order that {@link PayloadReader} knows. */
final class PayloadWriter {

    private final ByteBuffer to;

    PayloadWriter(ByteBuffer to) {
        this.to = to;
    }

    void id(Id id) {
        number(id.value().getMostSignificantBits());
        number(id.value().getLeastSignificantBits());
    }

    void idOrNull(@Nullable Id id) {
        flag(id != null);
        if (id != null) {
            id(id);
        }
    }

    void text(String text) {
        var bytes = text.getBytes(UTF_8);
        to.putShort((short) bytes.length);
        to.put(bytes);
    }

    void textOrNull(@Nullable String text) {
        flag(text != null);
        if (text != null) {
            text(text);
        }
    }

    void number(long number) {
        to.putLong(number);
    }

    void numberOrNull(@Nullable Long number) {
        flag(number != null);
        if (number != null) {
            number(number);
        }
    }

    void flag(boolean flag) {
        to.put((byte) (flag ? 1 : 0));
    }

    void small(int number) {
        to.put((byte) number);
    }
}
