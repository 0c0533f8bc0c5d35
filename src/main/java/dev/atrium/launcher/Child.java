package dev.atrium.launcher;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A service that runs as a child process under {@link Guard}, with a log file and a pid file. */
final class Child {

    private static final long LOG_BYTES = 10_000_000;
    private static final int TAIL_BYTES = 64_000;

    private final String name;
    private final Process process;
    private final PidFile pidFile;
    private final Path log;
    private final long logStart;
    private final Duration patience;

    private Child(String name, Process process, PidFile pidFile, Path log, long logStart, Duration patience) {
        this.name = name;
        this.process = process;
        this.pidFile = pidFile;
        this.log = log;
        this.logStart = logStart;
        this.patience = patience;
    }

    /**
     * Starts a service. One that an earlier launcher left behind is stopped first.
     *
     * @param user        name of a service that needs this one: when the launcher dies, it may end first
     * @param environment changes what the launcher's own environment hands down
     * @param patience    how long it may take to stop before it is killed
     */
    static Child start(
            Home home,
            String name,
            String user,
            List<String> command,
            Consumer<Map<String, String>> environment,
            Duration patience)
            throws IOException {
        PidFile pidFile = pidFile(home, name);
        pidFile.reap(patience);
        Path log = home.log(name);
        rotate(log);
        long logStart = Files.exists(log) ? Files.size(log) : 0;
        ProcessBuilder builder = new ProcessBuilder(
                Guard.around(command, patience, pidFile(home, user).path()));
        environment.accept(builder.environment());
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Process process = builder.start();
        pidFile.write(process.toHandle());
        return new Child(name, process, pidFile, log, logStart, patience);
    }

    static PidFile pidFile(Home home, String name) {
        return new PidFile(home.run().resolve(name + ".pid"));
    }

    String name() {
        return name;
    }

    Path log() {
        return log;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Throws when the service has ended, with the end of its log. */
    void requireAlive() {
        if (!isAlive()) {
            throw new CommandException("%s ended with status %d. The end of its log, %s:\n%s"
                    .formatted(name, process.exitValue(), log, String.join("\n", lastLines(15))));
        }
    }

    /** Stops the service and waits until it is gone. A second call does nothing. */
    void stop() {
        PidFile.stop(process.toHandle(), patience);
        try {
            Files.deleteIfExists(pidFile.path());
        } catch (IOException e) {
            // The next start finds that no such process runs.
        }
    }

    void kill() {
        process.destroyForcibly();
    }

    /** The end of what it said since it started, in a form for people. */
    List<String> lastLines(int count) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(logStart, file.length() - TAIL_BYTES);
            byte[] end = new byte[(int) Math.max(0, file.length() - start)];
            file.seek(start);
            file.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size()).stream()
                    .map(LogLine::readable)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static void rotate(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
