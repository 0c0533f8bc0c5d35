package dev.atrium.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells built folders that some process still needs from those that can go: whoever needs one shares its lock. */
final class Unused {

    private static final String LOCK = ".use";
    // The lock that PublishOnce leaves.
    private static final String PUBLISHED = ".lock";
    // A command that was just started may not share the lock of its own folder yet.
    private static final Duration YOUNG = Duration.ofMinutes(10);

    private Unused() {}

    /** Keeps a folder from being cleared away until the lock is closed. */
    static HomeLock use(Path folder) throws IOException {
        Path lock = lock(folder);
        HomeLock shared = HomeLock.share(lock);
        Files.setLastModifiedTime(lock, FileTime.from(Instant.now()));
        return shared;
    }

    /** Deletes the siblings of a folder whose names begin with {@code prefix} and that nobody uses. */
    static void clearSiblings(Path folder, String prefix) throws IOException {
        List<Path> siblings;
        try (Stream<Path> all = Files.list(folder.resolveSibling(""))) {
            siblings = all.filter(Files::isDirectory)
                    .filter(other -> !other.equals(folder))
                    .filter(other -> other.getFileName().toString().startsWith(prefix))
                    .toList();
        }
        for (Path other : siblings) {
            clear(other);
        }
    }

    private static void clear(Path folder) throws IOException {
        if (isYoung(folder) || isYoung(lock(folder))) {
            return;
        }
        Optional<HomeLock> unused = HomeLock.tryTake(lock(folder));
        if (unused.isPresent()) {
            try (HomeLock _ = unused.get()) {
                Trees.delete(folder);
            }
            Files.deleteIfExists(lock(folder));
            Files.deleteIfExists(folder.resolveSibling(folder.getFileName() + PUBLISHED));
        }
    }

    private static boolean isYoung(Path file) throws IOException {
        return Files.exists(file)
                && Files.getLastModifiedTime(file)
                        .toInstant()
                        .isAfter(Instant.now().minus(YOUNG));
    }

    private static Path lock(Path folder) {
        return folder.resolveSibling(folder.getFileName() + LOCK);
    }
}
