package dev.atrium.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.UUID;

/** One entry of the audit log. */
public record AuditId(UUID value) implements Id {

    private static final String PREFIX = "aud";

    public static AuditId next() {
        return new AuditId(Uuids.next());
    }

    /** @throws IllegalArgumentException if {@code text} is not the text of such an id */
    @JsonCreator
    public static AuditId parse(String text) {
        return new AuditId(Id.parse(PREFIX, text));
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
