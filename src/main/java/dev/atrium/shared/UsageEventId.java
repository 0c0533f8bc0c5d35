package dev.atrium.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.UUID;

/** One usage event; its time and day are those of the event. */
public record UsageEventId(UUID value) implements Id {

    private static final String PREFIX = "evt";

    public static UsageEventId next() {
        return new UsageEventId(Uuids.next());
    }

    /** @throws IllegalArgumentException if {@code text} is not the text of such an id */
    @JsonCreator
    public static UsageEventId parse(String text) {
        return new UsageEventId(Id.parse(PREFIX, text));
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
