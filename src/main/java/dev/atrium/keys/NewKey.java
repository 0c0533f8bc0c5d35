package dev.atrium.keys;

import static java.util.Objects.requireNonNull;

import dev.atrium.shared.ProjectId;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.VisibleText;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants of a key.
 *
 * @param project   whose cost its calls are
 * @param name      is cleaned of what cannot be seen
 * @param expiresAt when it stops working, or null for never
 * @param models    the models that it may call, or null for all that its organization may; one that the organization
 *                  may not call is of no use in it
 */
public record NewKey(
        ProjectId project,
        String name,
        @Nullable Instant expiresAt,
        @Nullable Set<RepositoryId> models) {

    public NewKey {
        requireNonNull(project, "project");
        requireNonNull(name, "name");
        name = VisibleText.of(name);
        models = models == null ? null : Set.copyOf(models);
    }
}
