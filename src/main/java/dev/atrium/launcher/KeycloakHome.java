package dev.atrium.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder that a Keycloak takes for its own: links to the shared server and to our themes, and its data. */
final class KeycloakHome {

    private static final List<String> SHARED = List.of("bin", "conf", "lib", "providers");

    private KeycloakHome() {}

    /**
     * Makes a folder such a home, or updates its links.
     *
     * @param themes how its pages look
     */
    static void link(Path home, KeycloakDistribution server, Path themes) throws IOException {
        Files.createDirectories(home);
        for (String name : SHARED) {
            link(home.resolve(name), server.folder().resolve(name));
        }
        link(home.resolve("themes"), themes.toAbsolutePath());
    }

    private static void link(Path link, Path target) throws IOException {
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, target);
    }

    /** Where a home keeps its database. */
    static Path database(Path home) {
        return home.resolve("data/h2");
    }
}
