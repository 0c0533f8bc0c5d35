package dev.atrium.gateway;

import dev.atrium.agent.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Keeps the gateway's signing key in a file that only its owner may read. */
final class IdentityFile {

    private static final String FILE_MODE = "rw-------";
    private static final String FOLDER_MODE = "rwx------";

    private IdentityFile() {}

    /** Reads the key of this installation, or makes it at the first start. */
    static SigningKey readOrCreate(Path folder) throws IOException {
        var file = folder.resolve("key");
        if (Files.exists(file)) {
            return SigningKey.decode(Files.readString(file));
        }
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(FOLDER_MODE));
        var key = SigningKey.generate();
        var written = Files.createTempFile(
                folder,
                "key",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FILE_MODE)));
        Files.writeString(written, key.encoded());
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        return key;
    }
}
