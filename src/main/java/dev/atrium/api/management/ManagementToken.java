package dev.atrium.api.management;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * The secret of the local operator: whoever may read this file on this machine may manage the installation. It is
 * read for every request, so that a new one needs no restart.
 */
final class ManagementToken {

    private static final int BYTES = 32;
    private static final String OWNER_ONLY = "rw-------";
    private static final String FOLDER_OWNER_ONLY = "rwx------";

    private final Path file;

    ManagementToken(Path file) {
        this.file = file;
    }

    /** Makes a random token unless there is one. */
    void ensure() throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(
                file.getParent(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FOLDER_OWNER_ONLY)));
        var random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        try (var out = Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)))) {
            out.write(StandardCharsets.US_ASCII.encode(HexFormat.of().formatHex(random)));
        } catch (FileAlreadyExistsException _) {
            // Another process was first; its token is as good.
        }
    }

    /** Compares in a time that tells nothing of the token. False when there is none. */
    boolean matches(String presented) {
        try {
            var expected = Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
            return expected.length > 0 && MessageDigest.isEqual(expected, presented.getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            return false;
        }
    }
}
