package dev.atrium.worker;

import dev.atrium.agent.Heartbeat.AssignedFile;
import dev.atrium.agent.Heartbeat.Assignment;
import dev.atrium.shared.ReplicaId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the files of a replica into a folder of its own; their bytes lie in the store. */
final class ReplicaFiles {

    private static final Logger LOG = LoggerFactory.getLogger(ReplicaFiles.class);
    private static final int MAX_FILES = 10_000;
    private static final int PERCENT = 100;

    private final PortalClient portal;
    private final FileStore store;
    private final Path folders;

    ReplicaFiles(PortalClient portal, FileStore store, Path folders) throws IOException {
        PrivateFiles.createFolder(folders);
        this.portal = portal;
        this.store = store;
        this.folders = folders;
    }

    /**
     * Fetches what is missing, checks what is there, and lays all of it out.
     *
     * @param progress told percent of the bytes
     */
    Path fetch(Assignment assignment, IntConsumer progress) throws LoadFailure, InterruptedException {
        var folder = folders.resolve(assignment.replica().text());
        checkNames(assignment, folder);
        var total = Math.max(
                1,
                assignment.files().stream().mapToLong(AssignedFile::sizeBytes).sum());
        long before = 0;
        for (var file : assignment.files()) {
            var start = before;
            fetch(
                    assignment.replica(),
                    file,
                    bytes -> progress.accept((int) (PERCENT * (double) (start + bytes) / total)));
            before += file.sizeBytes();
            progress.accept((int) (PERCENT * (double) before / total));
        }
        lay(assignment, folder);
        return folder;
    }

    void remove(ReplicaId replica) {
        try {
            delete(folders.resolve(replica.text()));
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("Replica {}: its folder could not be removed: {}", replica, e.getMessage());
        }
    }

    /** Removes the folders of all other replicas, which an earlier process may have left. */
    void retain(Set<ReplicaId> replicas) throws IOException {
        try (var all = Files.list(folders)) {
            for (var folder : all.toList()) {
                var name = folder.getFileName().toString();
                if (replicas.stream().noneMatch(replica -> replica.text().equals(name))) {
                    delete(folder);
                }
            }
        }
    }

    private static void checkNames(Assignment assignment, Path folder) throws LoadFailure {
        if (assignment.files().size() > MAX_FILES) {
            throw LoadFailure.ofModel("The version has %d files; a worker takes %d at most."
                    .formatted(assignment.files().size(), MAX_FILES));
        }
        var seen = new HashSet<String>();
        for (var file : assignment.files()) {
            if (ReplicaPath.inside(folder, file.path()) == null || file.sizeBytes() < 0 || !seen.add(file.path())) {
                throw LoadFailure.ofModel(
                        "The file name '%s' is not allowed. Publish the version again with plain relative names."
                                .formatted(file.path()));
            }
        }
    }

    private void fetch(ReplicaId replica, AssignedFile file, LongConsumer progress)
            throws LoadFailure, InterruptedException {
        var lock = store.lock(file.digest());
        lock.lockInterruptibly();
        try {
            if (!store.holds(file.digest(), file.sizeBytes())) {
                new FileDownload(portal, store, replica, file, progress).run();
            }
        } catch (IOException e) {
            throw LoadFailure.passing(
                    "The worker's disk failed: %s. Look at it; the worker tries again.".formatted(e.getMessage()), e);
        } finally {
            lock.unlock();
        }
    }

    private void lay(Assignment assignment, Path folder) throws LoadFailure {
        try {
            delete(folder);
            for (var file : assignment.files()) {
                var target = folder.resolve(file.path());
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.createLink(target, store.file(file.digest()));
            }
        } catch (FileAlreadyExistsException e) {
            throw LoadFailure.ofModel(
                    "Two files of the version have the name '%s'. Publish it again."
                            .formatted(folder.relativize(Path.of(e.getFile()))),
                    e);
        } catch (IOException e) {
            throw LoadFailure.passing(
                    "The worker's disk failed: %s. Look at it; the worker tries again.".formatted(e.getMessage()), e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
