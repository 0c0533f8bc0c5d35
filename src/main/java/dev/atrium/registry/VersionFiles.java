package dev.atrium.registry;

import dev.atrium.registry.Repositories.ManifestFile;
import dev.atrium.shared.TenantId;
import dev.atrium.storage.Objects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The small files of one version, to read about it. */
final class VersionFiles {

    /** What people or configurations write is shorter; the rest of a longer one is not read. */
    static final int MOST_BYTES = 1 << 20;

    private final Objects objects;
    private final TenantId owner;
    private final List<ManifestFile> files;

    VersionFiles(Objects objects, TenantId owner, List<ManifestFile> files) {
        this.objects = objects;
        this.owner = owner;
        this.files = List.copyOf(files);
    }

    List<String> paths() {
        return files.stream().map(ManifestFile::path).toList();
    }

    long sizeBytes() {
        return files.stream().mapToLong(ManifestFile::sizeBytes).sum();
    }

    /** The begin of a file; what is no UTF-8 in it reads as the sign for that. Empty when there is no such file. */
    Optional<String> text(String path) {
        return files.stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .flatMap(this::read)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private Optional<byte[]> read(ManifestFile file) {
        try {
            var channel = objects.open(owner, file.digest());
            if (channel.isEmpty()) {
                return Optional.empty();
            }
            try (var content = Channels.newInputStream(channel.get())) {
                return Optional.of(content.readNBytes(MOST_BYTES));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
