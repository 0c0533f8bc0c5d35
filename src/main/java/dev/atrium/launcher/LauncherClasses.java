package dev.atrium.launcher;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/**
 * The folder with the launcher's own compiled classes. Each state of its sources has one, and a launcher that runs
 * reads classes from its own until it ends.
 */
final class LauncherClasses {

    private static final String PREFIX = "launcher-";

    // Held until the JVM ends: a lock that nobody refers to is given back.
    @SuppressWarnings({"unused", "FieldCanBeLocal"})
    private static Optional<HomeLock> held = Optional.empty();

    private LauncherClasses() {}

    /** Keeps the classes of this launcher from being cleared away while it runs. */
    static void use() {
        Optional<Path> own = folder();
        try {
            if (own.isPresent()) {
                held = Optional.of(Unused.use(own.get()));
            }
        } catch (IOException e) {
            // A full disk must not keep anybody from asking how things are.
        }
    }

    /** Deletes those of older sources that nobody uses. */
    static void clearOthers() throws IOException {
        Optional<Path> own = folder();
        if (own.isPresent()) {
            Unused.clearSiblings(own.get(), PREFIX);
        }
    }

    /** Empty when the classes were not compiled by the script. */
    private static Optional<Path> folder() {
        return Optional.ofNullable(LauncherClasses.class.getProtectionDomain().getCodeSource())
                .map(CodeSource::getLocation)
                .map(location -> {
                    try {
                        return Path.of(location.toURI());
                    } catch (URISyntaxException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .filter(path -> path.getFileName().toString().startsWith(PREFIX));
    }
}
