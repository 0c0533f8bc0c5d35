package dev.atrium.portal.models;

import dev.atrium.portal.Destination;
import dev.atrium.portal.DestinationSource;
import dev.atrium.portal.Viewer;
import dev.atrium.registry.Catalog;
import java.util.List;

/** Lets the command palette find models. */
class ModelDestinations implements DestinationSource {

    private final Viewer viewer;
    private final Catalog catalog;

    ModelDestinations(Viewer viewer, Catalog catalog) {
        this.viewer = viewer;
        this.catalog = catalog;
    }

    @Override
    public List<Destination> find(String typed, String organization, int limit) {
        return viewer.organization(organization)
                .map(tenant -> catalog.callableBy(tenant.id(), typed, null, limit).stream()
                        .map(model -> model.name().path())
                        .map(path -> new Destination(path, "o/%s/models/%s".formatted(organization, path)))
                        .toList())
                .orElse(List.of());
    }
}
