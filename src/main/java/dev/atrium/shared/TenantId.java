package dev.atrium.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.UUID;

/** A tenant: the paying party and the boundary of isolation. */
public record TenantId(UUID value) implements Id {

    private static final String PREFIX = "org";

    public static TenantId next() {
        return new TenantId(Uuids.next());
    }

    /** @throws IllegalArgumentException if {@code text} is not the text of such an id */
    @JsonCreator
    public static TenantId parse(String text) {
        return new TenantId(Id.parse(PREFIX, text));
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
