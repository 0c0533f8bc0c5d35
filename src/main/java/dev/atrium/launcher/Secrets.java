package dev.atrium.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/**
 * Generated secrets of one installation, one per file of mode 0600 in a folder of mode 0700.
 *
 * @param folder made when the first secret is
 */
public record Secrets(Path folder) {

    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    // 32 characters of base 62 carry 190 bits: nothing guesses them.
    private static final int LENGTH = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Returns the secret of this name, letters and digits only; generates it when there is none yet. */
    public String get(String name) {
        try {
            Path file = file(name);
            String known = Files.exists(file) ? Files.readString(file).strip() : "";
            if (!known.isEmpty()) {
                return known;
            }
            // None yet, or its file was cut while the machine went down.
            String fresh = generate();
            write(name, fresh);
            return fresh;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file of a secret; it may not exist yet. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    /** Stores a secret that came from elsewhere. A reader sees the old one or the new one, never half. */
    void write(String name, String secret) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            PrivateFile.write(file(name), secret);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "Secrets[" + folder + "]";
    }

    private static String generate() {
        return RANDOM.ints(LENGTH, 0, BASE62.length())
                .mapToObj(i -> String.valueOf(BASE62.charAt(i)))
                .reduce("", String::concat);
    }
}
