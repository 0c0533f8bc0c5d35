package dev.atrium.storage;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.atrium.shared.Digest;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * The bytes of objects: {@code <folder>/<tenant>/<first two digits>/<digest>}. Content is written to a temporary
 * file of the same tenant while it is hashed, forced to disk, and then moved to its name, so that a name never
 * leads to half an object.
 */
final class ObjectFolder {

    private static final String INCOMING = "incoming";
    private static final int BUFFER_BYTES = 128 * 1024;
    private static final int HTTP_INSUFFICIENT_STORAGE = 507;

    private final Path folder;
    private final Opener opener;

    /** How a fresh file is opened for writing; a test puts a full disk here. */
    interface Opener {
        FileChannel create(Path file) throws IOException;
    }

    /** @throws IOException if the folder cannot be made */
    ObjectFolder(Path folder) throws IOException {
        this(folder, ObjectFolder::create);
    }

    ObjectFolder(Path folder, Opener opener) throws IOException {
        this.folder = makeFolder(folder);
        this.opener = opener;
    }

    /** Takes {@code content} in; nothing is left behind when that fails. */
    Objects.Stored write(TenantId tenant, InputStream content) throws IOException {
        var temporary = makeFolder(of(tenant).resolve(INCOMING))
                .resolve(UUID.randomUUID().toString());
        try {
            var stored = copy(content, temporary);
            moveToName(temporary, fileOf(tenant, stored.digest()));
            return stored;
        } catch (IOException e) {
            if (isDiskFull(e)) {
                throw new ProblemException(full());
            }
            throw e;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    SeekableByteChannel read(TenantId tenant, Digest digest) throws IOException {
        return Files.newByteChannel(fileOf(tenant, digest), READ);
    }

    /** Deletes temporary files that were last written before {@code time}. */
    void clearIncoming(Instant time) throws IOException {
        try (var tenants = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (var tenant : tenants) {
                clearOlder(tenant.resolve(INCOMING), time);
            }
        }
    }

    private static void clearOlder(Path incoming, Instant time) throws IOException {
        if (!Files.isDirectory(incoming)) {
            return;
        }
        try (var files = Files.newDirectoryStream(incoming)) {
            for (var file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(time)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (NoSuchFileException _) {
            // Its writer ended between two looks.
        }
    }

    private Objects.Stored copy(InputStream content, Path to) throws IOException {
        var hash = Digest.sha256();
        var buffer = new byte[BUFFER_BYTES];
        long size = 0;
        try (var file = opener.create(to)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                hash.update(buffer, 0, read);
                writeFully(file, ByteBuffer.wrap(buffer, 0, read));
                size += read;
            }
            file.force(true);
        }
        return new Objects.Stored(Digest.ofBytes(hash.digest()), size);
    }

    private static void writeFully(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /** Replaces a file of that name, which has the same bytes unless the disk broke them. */
    private static void moveToName(Path temporary, Path name) throws IOException {
        var parent = makeFolder(java.util.Objects.requireNonNull(name.getParent()));
        Files.move(temporary, name, ATOMIC_MOVE);
        try (var directory = FileChannel.open(parent, READ)) {
            directory.force(true);
        }
    }

    private Path of(TenantId tenant) {
        return folder.resolve(tenant.text());
    }

    private Path fileOf(TenantId tenant, Digest digest) {
        return of(tenant).resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
    }

    private static FileChannel create(Path file) throws IOException {
        var onlyOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        return FileChannel.open(file, Set.of(CREATE_NEW, WRITE), onlyOwner);
    }

    private static Path makeFolder(Path folder) throws IOException {
        var onlyOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        return Files.createDirectories(folder.toAbsolutePath().normalize(), onlyOwner);
    }

    /** The JDK has no type of its own for this; the text is that of the operating system. */
    private static boolean isDiskFull(IOException e) {
        var text = String.valueOf(e.getMessage());
        return text.contains("No space left on device") || text.contains("Disk quota exceeded");
    }

    private Problem full() {
        return Problem.of(
                HTTP_INSUFFICIENT_STORAGE,
                "storage_full",
                "The disk that holds %s is full. Free some space, then store this again.".formatted(folder));
    }
}
