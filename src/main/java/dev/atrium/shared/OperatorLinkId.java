package dev.atrium.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.UUID;

/** A link with which somebody becomes an operator, never its secret. */
public record OperatorLinkId(UUID value) implements Id {

    private static final String PREFIX = "opl";

    public static OperatorLinkId next() {
        return new OperatorLinkId(Uuids.next());
    }

    /** @throws IllegalArgumentException if {@code text} is not the text of such an id */
    @JsonCreator
    public static OperatorLinkId parse(String text) {
        return new OperatorLinkId(Id.parse(PREFIX, text));
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
