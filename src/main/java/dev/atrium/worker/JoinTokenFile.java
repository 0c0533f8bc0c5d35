package dev.atrium.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The file with the join token. It is read anew each time, so that a token may come, or be replaced, while the worker runs. */
final class JoinTokenFile {

    private final Path file;
    private volatile @Nullable String refused;

    JoinTokenFile(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /** The token to try next; null when there is none, or none but the one that was refused. */
    @Nullable
    String next() {
        try {
            var token = Files.readString(file).strip();
            return token.isEmpty() || token.equals(refused) ? null : token;
        } catch (IOException _) {
            return null;
        }
    }

    /** Notes that the portal does not take this token. */
    void refused(String token) {
        refused = token;
    }

    boolean wasRefused() {
        return refused != null;
    }
}
