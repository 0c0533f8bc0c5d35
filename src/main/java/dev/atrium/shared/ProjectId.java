package dev.atrium.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.UUID;

/** A project: a cost centre inside a tenant. */
public record ProjectId(UUID value) implements Id {

    private static final String PREFIX = "prj";

    public static ProjectId next() {
        return new ProjectId(Uuids.next());
    }

    /** @throws IllegalArgumentException if {@code text} is not the text of such an id */
    @JsonCreator
    public static ProjectId parse(String text) {
        return new ProjectId(Id.parse(PREFIX, text));
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
