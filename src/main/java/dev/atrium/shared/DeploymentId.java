package dev.atrium.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.UUID;

/** The wanted state of a version in the pool. */
public record DeploymentId(UUID value) implements Id {

    private static final String PREFIX = "dep";

    public static DeploymentId next() {
        return new DeploymentId(Uuids.next());
    }

    /** @throws IllegalArgumentException if {@code text} is not the text of such an id */
    @JsonCreator
    public static DeploymentId parse(String text) {
        return new DeploymentId(Id.parse(PREFIX, text));
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
