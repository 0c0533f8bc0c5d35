package dev.atrium.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.UUID;

/** An API key's record, never its secret. */
public record ApiKeyId(UUID value) implements Id {

    private static final String PREFIX = "key";

    public static ApiKeyId next() {
        return new ApiKeyId(Uuids.next());
    }

    /** @throws IllegalArgumentException if {@code text} is not the text of such an id */
    @JsonCreator
    public static ApiKeyId parse(String text) {
        return new ApiKeyId(Id.parse(PREFIX, text));
    }

    @Override
    public String prefix() {
        return PREFIX;
    }

    @Override
    public String toString() {
        return text();
    }
}
