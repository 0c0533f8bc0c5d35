package dev.atrium.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.UUID;

/** What another organization may do with a model. */
public record GrantId(UUID value) implements Id {

    private static final String PREFIX = "grant";

    public static GrantId next() {
        return new GrantId(Uuids.next());
    }

    /** @throws IllegalArgumentException if {@code text} is not the text of such an id */
    @JsonCreator
    public static GrantId parse(String text) {
        return new GrantId(Id.parse(PREFIX, text));
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
