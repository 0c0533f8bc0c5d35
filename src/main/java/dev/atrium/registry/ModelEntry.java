package dev.atrium.registry;

import static java.util.Objects.requireNonNull;

import dev.atrium.shared.ModelName;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * A model as gateways know it.
 *
 * @param path     {@code org/model}
 * @param versions number to version, published ones only
 * @param aliases  alias to version
 */
public record ModelEntry(
        RepositoryId id,
        TenantId owner,
        String path,
        Visibility visibility,
        Map<Integer, VersionId> versions,
        Map<String, VersionId> aliases,
        Instant createdAt) {

    /** The alias that is meant where a caller names no version. */
    public static final String DEFAULT_ALIAS = "production";

    public ModelEntry {
        requireNonNull(id, "id");
        requireNonNull(owner, "owner");
        requireNonNull(path, "path");
        requireNonNull(visibility, "visibility");
        requireNonNull(createdAt, "createdAt");
        versions = Map.copyOf(versions);
        aliases = Map.copyOf(aliases);
    }

    /** Whether {@code tenant} may see and call this model. */
    public boolean isVisibleTo(TenantId tenant) {
        return visibility == Visibility.PUBLIC || owner.equals(tenant);
    }

    /** The version that {@code selector} means, or empty if there is none. */
    public Optional<VersionId> version(ModelName.Selector selector) {
        return switch (selector) {
            case ModelName.Selector.Numbered(int number) -> Optional.ofNullable(versions.get(number));
            case ModelName.Selector.Alias(var alias) -> Optional.ofNullable(aliases.get(alias.value()));
            case ModelName.Selector.Default() ->
                Optional.ofNullable(aliases.get(DEFAULT_ALIAS)).or(this::newest);
        };
    }

    private Optional<VersionId> newest() {
        return versions.keySet().stream().max(Comparator.naturalOrder()).map(versions::get);
    }
}
