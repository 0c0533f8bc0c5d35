package dev.atrium.portal.usage;

import dev.atrium.registry.Catalog;
import dev.atrium.registry.Repositories;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import java.util.List;
import java.util.Optional;

/** What a version is called. */
@FunctionalInterface
public interface VersionNames {

    /**
     * {@code org/model@v3}, or empty when there is no such version, or when the reader may not call its model. Its
     * publisher may have renamed it since the reader called it.
     */
    Optional<String> of(TenantId reader, VersionId version);

    /** As the registry knows them. */
    static VersionNames stored(Repositories repositories, Catalog catalog) {
        return (reader, version) -> repositories
                .manifest(version)
                .filter(manifest ->
                        !catalog.names(reader, List.of(manifest.repository())).isEmpty())
                .map(manifest -> "%s@v%d".formatted(manifest.modelPath(), manifest.number()));
    }
}
