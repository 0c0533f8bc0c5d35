package dev.atrium.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process under measurement, with its children; it ends with the bench. */
final class Child implements AutoCloseable {

    private static final int USER_FIELD = 11;

    private final Process process;

    private Child(Process process) {
        this.process = process;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    static Child start(Path folder, List<String> command) throws IOException {
        return new Child(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(Path.of(command.getFirst()).getFileName() + ".log")
                        .toFile())
                .start());
    }

    /** Runs a program to its end and returns what it printed. */
    static String run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("%s ended with %d: %s".formatted(command, process.exitValue(), output));
        }
        return output;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** User and system time of the process and all its children so far, from the kernel (10 ms steps). */
    Duration cpu() {
        var all = process.descendants()
                        .mapToLong(ProcessHandle::pid)
                        .map(Child::ticks)
                        .sum()
                + ticks(process.pid());
        return Duration.ofMillis(all * 10);
    }

    private static long ticks(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/%d/stat".formatted(pid)));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fields[USER_FIELD]) + Long.parseLong(fields[USER_FIELD + 1]);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
