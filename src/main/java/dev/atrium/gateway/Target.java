package dev.atrium.gateway;

import dev.atrium.registry.ModelEntry;
import dev.atrium.shared.ModelName;
import dev.atrium.shared.VersionId;
import java.util.Map;
import java.util.Optional;

/**
 * The model and the version that a name means for one caller.
 *
 * @param number of the version
 */
record Target(ModelEntry model, VersionId version, int number) {

    /** Empty when {@code selector} names no published version of the model. */
    static Optional<Target> of(ModelEntry model, ModelName.Selector selector) {
        return model.version(selector).map(version -> new Target(model, version, numberOf(model, version)));
    }

    /** {@code org/model@v3}. */
    String fullName() {
        return model.path() + "@v" + number;
    }

    private static int numberOf(ModelEntry model, VersionId version) {
        return model.versions().entrySet().stream()
                .filter(entry -> entry.getValue().equals(version))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(0);
    }
}
