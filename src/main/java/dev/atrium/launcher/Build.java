package dev.atrium.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
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

    /** Whether the jar is whole, as a build that ended well left it, and nothing that goes into it changed since. */
    boolean isUpToDate() throws IOException {
        if (!Files.exists(jar()) || !Files.exists(mark())) {
            return false;
        }
        String[] words = Files.readString(mark()).strip().split(" ", 2);
        if (words.length != 2 || !words[1].equals(stateOfJar())) {
            return false;
        }
        FileTime begun = FileTime.from(Instant.parse(words[0]));
        for (String source : List.of("pom.xml", "src/main", "db-migrations", "frontend", "docs")) {
            if (hasNewer(checkout.resolve(source), begun)) {
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
        Instant begun = Instant.now();
        Duration downloading = Maven.run(console, checkout, List.of("-Dmaven.test.skip=true", "package"));
        markComplete(begun);
        return downloading;
    }

    /** Notes that the jar is whole, and from which moment's sources. Maven itself leaves half a jar when it is killed. */
    void markComplete(Instant begun) throws IOException {
        PrivateFile.write(mark(), begun + " " + stateOfJar());
    }

    private Path mark() {
        return checkout.resolve("target/atrium.jar.complete");
    }

    private String stateOfJar() throws IOException {
        return Files.size(jar()) + " " + Files.getLastModifiedTime(jar());
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
