package dev.atrium.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Held by the one process that may use a folder. The kernel gives it back however that process ends. */
final class HomeLock implements AutoCloseable {

    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock, or returns empty when somebody has it. */
    static Optional<HomeLock> tryTake(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return Optional.of(new HomeLock(channel));
            }
        } catch (OverlappingFileLockException e) {
            // Another thread of this JVM has it: the same answer.
        }
        channel.close();
        return Optional.empty();
    }

    /** Takes the lock together with others who share it. */
    static HomeLock share(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel.lock(0, Long.MAX_VALUE, true);
        return new HomeLock(channel);
    }

    /** The lock of an installation that runs. */
    static HomeLock ofRunning(Home home) throws IOException {
        return tryTake(home.run().resolve("lock")).orElseThrow(() -> {
            String process = new PidFile(home.run().resolve("launcher.pid"))
                    .process()
                    .map(launcher -> " as process " + launcher.pid())
                    .orElse("");
            return new CommandException("Atrium already runs on %s%s. Stop it first, with Ctrl-C where it runs."
                    .formatted(home.path(), process));
        });
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
