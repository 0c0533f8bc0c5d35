package dev.atrium.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.UUID;

/** One running copy of a version. */
public record ReplicaId(UUID value) implements Id {

    private static final String PREFIX = "rep";

    public static ReplicaId next() {
        return new ReplicaId(Uuids.next());
    }

    /** @throws IllegalArgumentException if {@code text} is not the text of such an id */
    @JsonCreator
    public static ReplicaId parse(String text) {
        return new ReplicaId(Id.parse(PREFIX, text));
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
