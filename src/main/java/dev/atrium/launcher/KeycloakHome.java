package dev.atrium.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder that a Keycloak takes for its own: links to the shared server, and its data. */
final class KeycloakHome {

    private static final List<String> SHARED = List.of("bin", "conf", "lib", "providers", "themes");

    private KeycloakHome() {}

    /** Makes a folder such a home, or updates its links. */
    static void link(Path home, KeycloakDistribution server) throws IOException {
        Files.createDirectories(home);
        for (String name : SHARED) {
            Path link = home.resolve(name);
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, server.folder().resolve(name));
        }
    }

    /** Where a home keeps its database. */
    static Path database(Path home) {
        return home.resolve("data/h2");
    }
}
