package dev.atrium.registry;

import static java.util.Objects.requireNonNull;

import dev.atrium.shared.ModelName;
import java.time.Instant;

/**
 * A version that was published.
 *
 * @param model  without a version
 * @param number of the version; 1 is a new model
 */
public record NewVersion(ModelName model, int number, Instant publishedAt) {

    public NewVersion {
        requireNonNull(model, "model");
        requireNonNull(publishedAt, "publishedAt");
    }
}
