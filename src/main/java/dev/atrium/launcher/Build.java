package dev.atrium.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The jar of Atrium, built from the checkout when something in it is newer. */
final class Build {

    private final Path checkout;
    private final Console console;

    Build(Path checkout, Console console) {
        this.checkout = checkout;
        this.console = console;
    }

    Path jar() {
        return checkout.resolve("target/atrium.jar");
    }

    /** Whether nothing that goes into the jar is newer than it. */
    boolean isUpToDate() throws IOException {
        if (!Files.exists(jar())) {
            return false;
        }
        FileTime built = Files.getLastModifiedTime(jar());
        for (String source : List.of("pom.xml", "src/main", "db-migrations")) {
            if (hasNewer(checkout.resolve(source), built)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Builds without tests.
     *
     * @return how long downloads took
     */
    Duration run() throws IOException {
        return Maven.run(console, checkout, List.of("-Dmaven.test.skip=true", "package"));
    }

    // Folders count too: theirs is the time of the last file that was added or deleted.
    private static boolean hasNewer(Path root, FileTime time) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.getLastModifiedTime(file).compareTo(time) > 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
