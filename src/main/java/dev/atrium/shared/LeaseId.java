package dev.atrium.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.UUID;

/** A gateway's slice of an allowance. */
public record LeaseId(UUID value) implements Id {

    private static final String PREFIX = "lease";

    public static LeaseId next() {
        return new LeaseId(Uuids.next());
    }

    /** @throws IllegalArgumentException if {@code text} is not the text of such an id */
    @JsonCreator
    public static LeaseId parse(String text) {
        return new LeaseId(Id.parse(PREFIX, text));
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
