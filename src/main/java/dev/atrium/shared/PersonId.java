package dev.atrium.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.UUID;

/** A person who signs in. */
public record PersonId(UUID value) implements Id {

    private static final String PREFIX = "per";

    public static PersonId next() {
        return new PersonId(Uuids.next());
    }

    /** @throws IllegalArgumentException if {@code text} is not the text of such an id */
    @JsonCreator
    public static PersonId parse(String text) {
        return new PersonId(Id.parse(PREFIX, text));
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
