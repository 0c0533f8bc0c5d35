package dev.atrium.registry;

import dev.atrium.shared.ModelName;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The models that an organization may call: its own and public ones, each with a published version. A door to this
 * module in the portal. What an organization may not call does not exist for it.
 */
public interface Catalog {

    /**
     * Lists models in the order of their names.
     *
     * @param typed what the name contains; empty for all
     * @param after the model after which to begin, or null for the begin
     */
    List<CallableModel> callableBy(TenantId asker, String typed, @Nullable ModelName after, int limit);

    /** As above, only models for these tasks. What files tell is in no index, so it reads on until there are enough. */
    default List<CallableModel> callableBy(
            TenantId asker, String typed, Set<ModelTask> tasks, @Nullable ModelName after, int limit) {
        var found = new ArrayList<CallableModel>();
        var page = callableBy(asker, typed, after, limit);
        while (!page.isEmpty() && found.size() < limit) {
            page.stream()
                    .filter(model -> tasks.contains(model.facts().task()))
                    .limit(limit - found.size())
                    .forEach(found::add);
            page = page.size() < limit
                    ? List.of()
                    : callableBy(asker, typed, page.getLast().name(), limit);
        }
        return List.copyOf(found);
    }

    /** The newest versions of these models since then, newest first; of public ones at most a thousand are looked at. */
    List<NewVersion> publishedSince(TenantId asker, Instant since, int limit);

    /** What models are called, without a version; those that {@code asker} may not call are missing. */
    Map<RepositoryId, ModelName> names(TenantId asker, Collection<RepositoryId> models);

    /** The version that {@code name} means, or empty when there is none or {@code asker} may not call it. */
    Optional<CallableModel> find(TenantId asker, ModelName name);

    /**
     * What the publisher wrote about the version that {@code name} means: the Markdown of its {@code README.md}
     * without the properties at its begin. Of a long one the begin; empty when there is none.
     */
    Optional<String> card(TenantId asker, ModelName name);
}
