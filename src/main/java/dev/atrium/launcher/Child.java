package dev.atrium.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A service that runs as a child process under {@link Guard}, with a log file and a pid file. */
final class Child {

    private static final Duration BETWEEN_ROTATIONS = Duration.ofSeconds(10);

    private final String name;
    private final Process process;
    private final PidFile pidFile;
    private final LogFile log;
    private final long logStart;
    private final Duration patience;
    private long rotatedNanos = System.nanoTime();

    private Child(String name, Process process, PidFile pidFile, LogFile log, long logStart, Duration patience) {
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
        LogFile log = new LogFile(home.log(name));
        log.rotateIfLarge(LogFile.LARGE);
        long logStart = log.size();
        ProcessBuilder builder = new ProcessBuilder(
                Guard.around(command, patience, pidFile(home, user).path()));
        environment.accept(builder.environment());
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
        Process process = builder.start();
        try {
            pidFile.write(process.toHandle());
        } catch (IOException e) {
            // Nobody would find it, and it would keep its ports.
            process.destroyForcibly();
            throw e;
        }
        return new Child(name, process, pidFile, log, logStart, patience);
    }

    static PidFile pidFile(Home home, String name) {
        return new PidFile(home.run().resolve(name + ".pid"));
    }

    String name() {
        return name;
    }

    Path log() {
        return log.path();
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
                    .formatted(name, process.exitValue(), log(), String.join("\n", lastLines(15))));
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
        return log.lastLines(logStart, count);
    }

    /** Says that the service ended by itself and is started again. */
    void tellEnd(Console console) {
        console.say("%s ended; starting it again. The end of its log, %s:".formatted(name, log()));
        lastLines(5).forEach(line -> console.say("  " + line));
    }

    /** Sets its log aside when that has grown large. A full disk is no reason to stop: it tries again a little later. */
    void rotateLog() {
        if (System.nanoTime() - rotatedNanos < BETWEEN_ROTATIONS.toNanos()) {
            return;
        }
        rotatedNanos = System.nanoTime();
        try {
            log.rotateIfLarge(LogFile.LARGE);
        } catch (IOException e) {
            // Where there is no room for a copy there is soon none for the log either.
        }
    }
}
