package dev.atrium.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of MySQL's socket. It lies in the home, or, where the home's path is too long for a socket, among the
 * temporary files; a note in the home then tells the next start what to clear away.
 */
final class SocketFolder {

    // The kernel takes 107 bytes; the server adds a name, and ".lock".
    private static final int LONGEST_BYTES = 90;
    private static final String PREFIX = "atrium-mysql-";

    private SocketFolder() {}

    /** Makes the folder, empty, after deleting what a launcher that was killed left. */
    static Path make(Home home) throws IOException {
        Path inHome = home.run().resolve("mysql");
        Path note = home.run().resolve("mysql-socket");
        Trees.delete(inHome);
        if (Files.exists(note)) {
            deleteNoted(Path.of(Files.readString(note).strip()));
            Files.delete(note);
        }
        if (inHome.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES) {
            return Files.createDirectory(inHome);
        }
        Path elsewhere = Files.createTempDirectory(PREFIX);
        PrivateFile.write(note, elsewhere.toString());
        return elsewhere;
    }

    private static void deleteNoted(Path folder) throws IOException {
        if (String.valueOf(folder.getFileName()).startsWith(PREFIX)) {
            Trees.delete(folder);
        }
    }
}
