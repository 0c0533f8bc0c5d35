package dev.atrium.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/** Tells what is being done and how long it took. */
final class Steps {

    /** Something that may fail with a file. */
    interface Step<T> {
        T run() throws IOException;
    }

    private final Console console;

    Steps(Console console) {
        this.console = console;
    }

    /** Runs a step and tells its time. */
    <T> T time(String title, Step<T> step) throws IOException {
        console.progress(title + " ...");
        long start = System.nanoTime();
        T result = step.run();
        done(title, Duration.ofNanos(System.nanoTime() - start));
        return result;
    }

    void done(String title, Duration time) {
        console.say(String.format(Locale.ROOT, "  %-34s %6s s", title, seconds(time)));
    }

    /** With one digit after the point. */
    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1000.0);
    }
}
