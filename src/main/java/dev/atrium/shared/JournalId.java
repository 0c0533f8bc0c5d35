package dev.atrium.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.UUID;

/** One gateway's journal on disk. */
public record JournalId(UUID value) implements Id {

    private static final String PREFIX = "jrn";

    public static JournalId next() {
        return new JournalId(Uuids.next());
    }

    /** @throws IllegalArgumentException if {@code text} is not the text of such an id */
    @JsonCreator
    public static JournalId parse(String text) {
        return new JournalId(Id.parse(PREFIX, text));
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
