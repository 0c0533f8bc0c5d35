package dev.atrium.shared;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * A typed id. It prints with a prefix that names its kind, so that logs explain themselves:
 * {@code key_0197f3c0a1b27c3d8e4f5a6b7c8d9e0f}.
 */
public interface Id {

    UUID value();

    /** What stands before the underscore, for example {@code key}. */
    String prefix();

    /** The text that callers and logs see, and that stands in JSON. */
    @JsonValue
    default String text() {
        return prefix() + "_" + Uuids.toHex(value());
    }

    /**
     * Reads the UUID out of {@code text}.
     *
     * @throws IllegalArgumentException if {@code text} is not {@code prefix}, an underscore and 32 hex digits
     */
    static UUID parse(String prefix, String text) {
        var start = prefix + "_";
        if (!text.startsWith(start)) {
            throw new IllegalArgumentException("id: '%s' (expected: it starts with '%s')".formatted(text, start));
        }
        return Uuids.fromHex(text.substring(start.length()));
    }
}
