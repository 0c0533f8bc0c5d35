package dev.atrium.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.UUID;

/** One process of Atrium: a portal's is new with each start, a gateway's stays with its key. */
public record ProcessId(UUID value) implements Id {

    private static final String PREFIX = "proc";

    public static ProcessId next() {
        return new ProcessId(Uuids.next());
    }

    /** @throws IllegalArgumentException if {@code text} is not the text of such an id */
    @JsonCreator
    public static ProcessId parse(String text) {
        return new ProcessId(Id.parse(PREFIX, text));
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
