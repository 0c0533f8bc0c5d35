package dev.atrium.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.UUID;

/** A version: a number that publishing put on a commit. */
public record VersionId(UUID value) implements Id {

    private static final String PREFIX = "ver";

    public static VersionId next() {
        return new VersionId(Uuids.next());
    }

    /** @throws IllegalArgumentException if {@code text} is not the text of such an id */
    @JsonCreator
    public static VersionId parse(String text) {
        return new VersionId(Id.parse(PREFIX, text));
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
