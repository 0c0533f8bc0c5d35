package dev.atrium.registry;

import static java.util.Objects.requireNonNull;

import dev.atrium.shared.ModelName;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import java.time.Instant;

/**
 * A model as those see it who may call it.
 *
 * @param name    as it was asked for; in lists without a version
 * @param version the one that {@code name} means now
 * @param number  of that version
 */
public record CallableModel(
        RepositoryId id,
        TenantId owner,
        ModelName name,
        Visibility visibility,
        VersionId version,
        int number,
        Instant publishedAt,
        ModelFacts facts) {

    public CallableModel {
        requireNonNull(id, "id");
        requireNonNull(owner, "owner");
        requireNonNull(name, "name");
        requireNonNull(visibility, "visibility");
        requireNonNull(version, "version");
        requireNonNull(publishedAt, "publishedAt");
        requireNonNull(facts, "facts");
    }
}
