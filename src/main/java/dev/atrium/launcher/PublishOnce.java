package dev.atrium.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes a folder that many processes share: it appears whole or not at all, and is made once however many ask at
 * the same time. Under a lock the content goes to a sibling, which one atomic move then puts into place.
 */
final class PublishOnce {

    /** Fills an empty folder. */
    interface Step {
        void fill(Path folder) throws IOException;
    }

    private PublishOnce() {}

    /** Returns {@code target}, made by {@code step} unless it is there already. */
    static Path publish(Path target, Step step) {
        if (!Files.isDirectory(target)) {
            try {
                underLock(target, step);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return target;
    }

    // A file lock holds between processes; the monitor holds between threads of this one.
    private static synchronized void underLock(Path target, Step step) throws IOException {
        Path lock = target.resolveSibling(target.getFileName() + ".lock");
        Path parent = target.resolveSibling("");
        Files.createDirectories(parent);
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            if (held.isValid() && !Files.isDirectory(target)) {
                fillAndMove(parent, target, step);
            }
        }
    }

    private static void fillAndMove(Path parent, Path target, Step step) throws IOException {
        String prefix = target.getFileName() + ".part-";
        for (Path leftOver : startingWith(parent, prefix)) {
            Trees.delete(leftOver);
        }
        Path part = Files.createTempDirectory(parent, prefix);
        try {
            step.fill(part);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Trees.delete(part);
        }
    }

    private static List<Path> startingWith(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .toList();
        }
    }
}
