package dev.atrium.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.UUID;

/** A repository of a model or a dataset. */
public record RepositoryId(UUID value) implements Id {

    private static final String PREFIX = "repo";

    public static RepositoryId next() {
        return new RepositoryId(Uuids.next());
    }

    /** @throws IllegalArgumentException if {@code text} is not the text of such an id */
    @JsonCreator
    public static RepositoryId parse(String text) {
        return new RepositoryId(Id.parse(PREFIX, text));
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
