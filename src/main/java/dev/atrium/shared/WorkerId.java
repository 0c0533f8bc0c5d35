package dev.atrium.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.UUID;

/** A machine's agent. */
public record WorkerId(UUID value) implements Id {

    private static final String PREFIX = "wrk";

    public static WorkerId next() {
        return new WorkerId(Uuids.next());
    }

    /** @throws IllegalArgumentException if {@code text} is not the text of such an id */
    @JsonCreator
    public static WorkerId parse(String text) {
        return new WorkerId(Id.parse(PREFIX, text));
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
