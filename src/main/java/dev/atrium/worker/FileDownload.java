package dev.atrium.worker;

import dev.atrium.agent.Heartbeat.AssignedFile;
import dev.atrium.shared.Digest;
import dev.atrium.shared.ReplicaId;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches one file into the store, going on where an earlier try ended, and checks it while writing. */
final class FileDownload {

    private static final Logger LOG = LoggerFactory.getLogger(FileDownload.class);
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int NOT_FOUND = 404;
    private static final int BUFFER = 1 << 16;
    private static final long SPARE_BYTES = 64L << 20;

    private final PortalClient portal;
    private final FileStore store;
    private final ReplicaId replica;
    private final AssignedFile file;
    private final LongConsumer progress;

    /** @param progress told how many bytes of this file are there */
    FileDownload(PortalClient portal, FileStore store, ReplicaId replica, AssignedFile file, LongConsumer progress) {
        this.portal = portal;
        this.store = store;
        this.replica = replica;
        this.file = file;
        this.progress = progress;
    }

    /** Makes one try. What was received stays for the next one. */
    void run() throws LoadFailure, InterruptedException {
        var part = store.part(file.digest());
        try {
            var there = Files.exists(part) ? Files.size(part) : 0;
            if (there > file.sizeBytes()) {
                Files.delete(part);
                there = 0;
            }
            checkRoom(there);
            var complete = there == file.sizeBytes() && there > 0;
            finish(part, complete ? FileStore.digestOf(part) : fetch(part, there));
        } catch (IOException e) {
            throw LoadFailure.passing(
                    "The download of %s broke: %s. It goes on by itself.".formatted(file.path(), reason(e)), e);
        }
    }

    private void checkRoom(long there) throws IOException, LoadFailure {
        var needed = file.sizeBytes() - there + SPARE_BYTES;
        if (store.freeBytes() < needed) {
            throw LoadFailure.passing(
                    "The disk of this worker is full: %s needs %d bytes, %d are free. Free some, or remove a deployment; it goes on by itself."
                            .formatted(file.path(), needed, store.freeBytes()));
        }
    }

    /** Returns the digest of what then is there. */
    private Digest fetch(Path part, long there) throws IOException, LoadFailure, InterruptedException {
        var answer = portal.file(replica, file.digest(), there);
        try (var body = new StallGuard(answer.body())) {
            return switch (answer.statusCode()) {
                case OK -> write(part, 0, Digest.sha256(), body);
                case PARTIAL -> {
                    checkRange(answer, there);
                    yield write(part, there, FileStore.hash(part), body);
                }
                case RANGE_NOT_SATISFIABLE -> {
                    Files.deleteIfExists(part);
                    throw new IOException("the portal has fewer bytes than were received");
                }
                case NOT_FOUND ->
                    throw LoadFailure.passing(
                            "The portal does not have %s for this worker. Publish the version again if this stays."
                                    .formatted(file.path()));
                default -> throw new IOException("the portal answered " + answer.statusCode());
            };
        }
    }

    private static void checkRange(HttpResponse<InputStream> answer, long there) throws IOException {
        var range = answer.headers().firstValue("content-range").orElse("");
        if (!range.startsWith("bytes %d-".formatted(there))) {
            throw new IOException("the portal answered with the range '%s' instead of byte %d".formatted(range, there));
        }
    }

    /** @param sha has seen the first {@code from} bytes */
    private Digest write(Path part, long from, MessageDigest sha, InputStream body) throws IOException {
        try (var channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(from).position(from);
            var buffer = new byte[BUFFER];
            var total = from;
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                total += read;
                if (total > file.sizeBytes()) {
                    break; // the digest cannot fit any more; finish() says so
                }
                sha.update(buffer, 0, read);
                var bytes = ByteBuffer.wrap(buffer, 0, read);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                progress.accept(total);
            }
            channel.force(true);
            if (total < file.sizeBytes()) {
                throw new IOException("it ended after %d of %d bytes".formatted(total, file.sizeBytes()));
            }
        }
        return Digest.ofBytes(sha.digest());
    }

    private void finish(Path part, Digest received) throws IOException, LoadFailure {
        if (!received.equals(file.digest())) {
            Files.delete(part);
            LOG.warn("Replica {}: {} has digest {} instead of {}", replica, file.path(), received, file.digest());
            throw LoadFailure.passing(
                    "%s arrived damaged: its SHA-256 is not that of the manifest. It is fetched again; if this stays, publish the version again."
                            .formatted(file.path()));
        }
        FileStore.protect(part);
        Files.move(part, store.file(file.digest()), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String reason(IOException e) {
        var message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
