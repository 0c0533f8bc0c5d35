package dev.atrium.registry;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What the files of a version tell of it.
 *
 * @param contextTokens most tokens that it reads, and of a chat also writes, at once; null where no file tells
 * @param sizeBytes     of all its files together
 */
public record ModelFacts(ModelTask task, @Nullable Integer contextTokens, long sizeBytes) {

    public ModelFacts {
        requireNonNull(task, "task");
    }
}
