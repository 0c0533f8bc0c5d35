package dev.atrium.gateway;

import dev.atrium.agent.SigningKey;
import dev.atrium.shared.OwnerFile;
import dev.atrium.shared.ProcessId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps who this gateway is in files that only their owner may read. Workers know a gateway by its id and key, which
 * they hear from the portal, so both outlive the process: one that starts while MySQL is away is still known.
 */
final class IdentityFile {

    private IdentityFile() {}

    /** Reads the identity of this installation, or makes it at the first start. */
    static GatewayIdentity readOrCreate(Path folder) throws IOException {
        OwnerFile.createFolder(folder);
        var id = read(folder.resolve("id"), ProcessId.next().text());
        var key = read(folder.resolve("key"), SigningKey.generate().encoded());
        return new GatewayIdentity(ProcessId.parse(id), SigningKey.decode(key));
    }

    private static String read(Path file, String first) throws IOException {
        if (!Files.exists(file)) {
            OwnerFile.replace(file, first);
        }
        return Files.readString(file).strip();
    }
}
