package dev.atrium.metering;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Events that MySQL refused, one file each, so that they block nothing and are not lost. */
final class SetAside {

    private final Path folder;
    private final JsonMapper json;

    SetAside(Path journal, JsonMapper json) {
        this.folder = journal.resolve("set-aside");
        this.json = json;
    }

    /** Keeps an event on disk, with the reason why it is here. Doing it again changes nothing. */
    void keep(EventTail.Item item, String reason) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var text = json.writeValueAsString(Map.of("reason", reason, "event", item));
        try (var file = FileChannel.open(path(item), EnumSet.of(CREATE, TRUNCATE_EXISTING, WRITE), owner)) {
            var bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        try (var directory = FileChannel.open(folder, READ)) {
            directory.force(true);
        }
    }

    Path path(EventTail.Item item) {
        return folder.resolve("%016d.json".formatted(item.sequence()));
    }

    long count() throws IOException {
        if (!Files.exists(folder)) {
            return 0;
        }
        try (var files = Files.list(folder)) {
            return files.count();
        }
    }
}
