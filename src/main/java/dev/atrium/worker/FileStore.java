package dev.atrium.worker;

import dev.atrium.shared.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * The files of all replicas of this worker, each once, named by its digest. A file under its name is complete; one
 * being fetched ends with {@code .part}.
 */
final class FileStore {

    private static final int BUFFER = 1 << 16;
    private static final String PART = ".part";

    private final Path folder;
    private final Map<Digest, ReentrantLock> locks = new ConcurrentHashMap<>();

    FileStore(Path folder) throws IOException {
        PrivateFiles.createFolder(folder);
        this.folder = folder;
    }

    Path file(Digest digest) {
        return folder.resolve(digest.hex());
    }

    Path part(Digest digest) {
        return folder.resolve(digest.hex() + PART);
    }

    /** Held while a file is fetched or checked, so that two replicas do not fetch the same one twice. */
    ReentrantLock lock(Digest digest) {
        return locks.computeIfAbsent(digest, _ -> new ReentrantLock());
    }

    /** Whether the file is there with the right content; a damaged one is removed. */
    boolean holds(Digest digest, long sizeBytes) throws IOException {
        var file = file(digest);
        if (!Files.isRegularFile(file)) {
            return false;
        }
        if (Files.size(file) == sizeBytes && digestOf(file).equals(digest)) {
            return true;
        }
        Files.delete(file);
        return false;
    }

    long freeBytes() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    /** Removes what no replica needs. Files in use stay readable for who has them open. */
    void retain(Set<Digest> needed) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (var file : files.toList()) {
                var name = file.getFileName().toString().replace(PART, "");
                if (needed.stream().noneMatch(digest -> digest.hex().equals(name))) {
                    Files.deleteIfExists(file);
                }
            }
        }
        locks.keySet()
                .removeIf(digest -> !needed.contains(digest) && !lock(digest).isLocked());
    }

    /** Nothing writes to a file once it is complete. */
    static void protect(Path file) {
        file.toFile().setReadOnly();
    }

    static Digest digestOf(Path file) throws IOException {
        return Digest.ofBytes(hash(file).digest());
    }

    /** A digest that has seen all of {@code file} and can go on. */
    static MessageDigest hash(Path file) throws IOException {
        var sha = Digest.sha256();
        var buffer = ByteBuffer.allocate(BUFFER);
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(buffer.clear()) >= 0) {
                sha.update(buffer.flip());
            }
        }
        return sha;
    }
}
