package dev.atrium.launcher;

import java.io.IOException;
import java.time.Duration;

/** A program that works for a command and has no business beyond it. */
final class Tool {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Tool() {}

    /** Starts a program that ends with the launcher, however that ends. It reads nothing from a terminal. */
    static Process start(ProcessBuilder builder) throws IOException {
        return start(builder, PATIENCE);
    }

    /** @param patience how long it may take to end once it is told to */
    static Process start(ProcessBuilder builder, Duration patience) throws IOException {
        builder.command(Guard.around(builder.command(), patience)).redirectInput(ProcessBuilder.Redirect.PIPE);
        Process process = builder.start();
        Thread stop = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(stop);
        process.onExit().thenRun(() -> forget(stop));
        return process;
    }

    /**
     * Runs a program to its end.
     *
     * @return its exit status
     */
    static int run(ProcessBuilder builder) throws IOException {
        return start(builder).onExit().join().exitValue();
    }

    /** Whether this JVM is ending. */
    static boolean isStopping() {
        Thread nothing = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(nothing);
            Runtime.getRuntime().removeShutdownHook(nothing);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private static void forget(Thread stop) {
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException e) {
            // The launcher is stopping already.
        }
    }
}
