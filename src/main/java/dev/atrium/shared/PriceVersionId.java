package dev.atrium.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.UUID;

/** One immutable price of a model in one currency. */
public record PriceVersionId(UUID value) implements Id {

    private static final String PREFIX = "price";

    public static PriceVersionId next() {
        return new PriceVersionId(Uuids.next());
    }

    /** @throws IllegalArgumentException if {@code text} is not the text of such an id */
    @JsonCreator
    public static PriceVersionId parse(String text) {
        return new PriceVersionId(Id.parse(PREFIX, text));
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
