package dev.atrium.storage;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where objects are kept.
 *
 * @param folder holds the bytes of all organizations; null for {@code objects} in the home of the installation
 */
@ConfigurationProperties("atrium.storage")
public record StorageSettings(@Nullable Path folder) {

    /** The folder itself, in an installation that lives in {@code home}. */
    Path folderIn(Path home) {
        return folder == null ? home.resolve("objects") : folder;
    }
}
