package dev.atrium.portal.keys;

import dev.atrium.keys.ListedKey;
import dev.atrium.registry.Catalog;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.TenantId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the models are called that keys are limited to: read at once for each page of keys, and kept. */
final class ModelNames {

    private final Catalog catalog;
    private final TenantId organization;
    private final Map<RepositoryId, String> known = new HashMap<>();

    ModelNames(Catalog catalog, TenantId organization) {
        this.catalog = catalog;
        this.organization = organization;
    }

    /** Learns the names for these keys, which it gives back. */
    List<ListedKey> readFor(List<ListedKey> keys) {
        var asked = new HashSet<RepositoryId>();
        keys.forEach(listed -> Optional.ofNullable(listed.key().models()).ifPresent(asked::addAll));
        asked.removeAll(known.keySet());
        if (!asked.isEmpty()) {
            catalog.names(organization, asked).forEach((id, name) -> known.put(id, name.path()));
        }
        return keys;
    }

    /** One that the organization may not call any more is shown by its id. */
    String of(RepositoryId model) {
        return known.getOrDefault(model, model.text());
    }
}
