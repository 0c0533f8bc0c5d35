package dev.atrium.metering;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.atrium.shared.JournalId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;

/**
 * The id of a journal, in a file of its folder. A new folder is a new journal, whose events count from 1. To be
 * used by whoever holds the folder.
 */
final class JournalIdentity {

    private JournalIdentity() {}

    static JournalId of(Path folder) throws IOException {
        var file = folder.resolve("id");
        if (Files.exists(file)) {
            return JournalId.parse(Files.readString(file).strip());
        }
        var id = JournalId.next();
        write(id, folder.resolve("id.new"));
        Files.move(folder.resolve("id.new"), file, ATOMIC_MOVE);
        try (var channel = FileChannel.open(folder, READ)) {
            channel.force(true);
        }
        return id;
    }

    private static void write(JournalId id, Path file) throws IOException {
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = FileChannel.open(file, EnumSet.of(CREATE, TRUNCATE_EXISTING, WRITE), owner)) {
            channel.write(ByteBuffer.wrap((id.text() + "\n").getBytes(UTF_8)));
            channel.force(true);
        }
    }
}
