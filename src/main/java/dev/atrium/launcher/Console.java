package dev.atrium.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/**
 * What a person sees of a command. On a terminal the progress of a long step is one line that changes; elsewhere,
 * as in the log of a build server, it is a new line now and then.
 */
public final class Console {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final PrintStream out;
    private final boolean terminal;
    private long lastProgressNanos = System.nanoTime() - BETWEEN_LINES.toNanos();
    private boolean progressShown;

    Console(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Standard output. */
    public static Console standard() {
        boolean terminal = Optional.ofNullable(System.console())
                .map(java.io.Console::isTerminal)
                .orElse(false);
        return new Console(System.out, terminal);
    }

    synchronized void say(String line) {
        clearProgress();
        out.println(line);
    }

    /** Shows how far a step is. The next line takes its place. */
    synchronized void progress(String line) {
        if (terminal) {
            out.print("\r\u001b[K" + line);
            out.flush();
            progressShown = true;
        } else if (System.nanoTime() - lastProgressNanos >= BETWEEN_LINES.toNanos()) {
            lastProgressNanos = System.nanoTime();
            out.println(line);
        }
    }

    private void clearProgress() {
        if (progressShown) {
            out.print("\r\u001b[K");
            progressShown = false;
        }
    }
}
