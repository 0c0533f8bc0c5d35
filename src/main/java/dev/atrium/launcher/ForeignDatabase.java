package dev.atrium.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Remembers that an installation keeps its rows in a database that somebody else runs: files and rows belong
 * together, and whoever deletes the files must know of the rows, also from a terminal without the variables.
 */
final class ForeignDatabase {

    private static final String VARIABLE = "ATRIUM_MYSQL_URL";

    private ForeignDatabase() {}

    static void note(Installation installation) throws IOException {
        Optional<String> url = installation.variables().text(VARIABLE).map(ForeignDatabase::withoutParameters);
        if (url.isPresent()) {
            PrivateFile.write(file(installation.home()), url.get());
        }
    }

    /** Address of that database; empty when the rows are in the MySQL child. */
    static Optional<String> of(Installation installation) throws IOException {
        Path file = file(installation.home());
        if (Files.exists(file)) {
            return Optional.of(Files.readString(file).strip());
        }
        return installation.variables().text(VARIABLE).map(ForeignDatabase::withoutParameters);
    }

    // Among them may be a password.
    private static String withoutParameters(String url) {
        return url.replaceAll("[?].*", "");
    }

    private static Path file(Home home) {
        return home.run().resolve("database");
    }
}
