package dev.atrium.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Remembers a process as "pid startMillis". Process ids are given again after a while; the start time tells
 * whether a process with this id is still the one that was meant.
 */
record PidFile(Path path) {

    // The kernel counts process starts from a boot time that clock adjustments move.
    private static final long START_TOLERANCE_MILLIS = 2000;

    void write(ProcessHandle process) throws IOException {
        PrivateFile.write(path, process.pid() + " " + startMillis(process) + "\n");
    }

    /** Returns the process if it still runs. */
    Optional<ProcessHandle> process() {
        try {
            String[] words = Files.readString(path).strip().split(" ");
            long start = Long.parseLong(words[1]);
            return ProcessHandle.of(Long.parseLong(words[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> Math.abs(startMillis(process) - start) <= START_TOLERANCE_MILLIS);
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // No file, or one that was cut while the machine went down: nothing is known to run.
            return Optional.empty();
        }
    }

    /** Stops the process if it still runs, and forgets it. */
    void reap(Duration patience) throws IOException {
        Optional<ProcessHandle> orphan = process();
        if (orphan.isPresent()) {
            stop(orphan.get(), patience);
        }
        Files.deleteIfExists(path);
    }

    static void stop(ProcessHandle process, Duration patience) {
        process.destroy();
        if (!ends(process, patience)) {
            process.destroyForcibly();
            ends(process, Duration.ofSeconds(5));
        }
    }

    private static boolean ends(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static long startMillis(ProcessHandle process) {
        return process.info().startInstant().map(start -> start.toEpochMilli()).orElse(0L);
    }
}
