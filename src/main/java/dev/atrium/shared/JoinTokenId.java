package dev.atrium.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.UUID;

/** A token with which workers join, never its secret. */
public record JoinTokenId(UUID value) implements Id {

    private static final String PREFIX = "join";

    public static JoinTokenId next() {
        return new JoinTokenId(Uuids.next());
    }

    /** @throws IllegalArgumentException if {@code text} is not the text of such an id */
    @JsonCreator
    public static JoinTokenId parse(String text) {
        return new JoinTokenId(Id.parse(PREFIX, text));
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
