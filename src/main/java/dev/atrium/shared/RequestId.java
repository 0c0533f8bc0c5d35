package dev.atrium.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.UUID;

/** A request as its caller knows it ({@code x-request-id}). */
public record RequestId(UUID value) implements Id {

    private static final String PREFIX = "req";

    public static RequestId next() {
        return new RequestId(Uuids.next());
    }

    /** @throws IllegalArgumentException if {@code text} is not the text of such an id */
    @JsonCreator
    public static RequestId parse(String text) {
        return new RequestId(Id.parse(PREFIX, text));
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
