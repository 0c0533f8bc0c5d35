package dev.atrium.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Waits until a service says that it is ready. */
final class Readiness {

    private static final Duration WITHIN = Duration.ofMinutes(5);
    private static final Duration SILENT = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private Readiness() {}

    /** @throws CommandException when the service ends, or is not ready after five minutes */
    static void await(Console console, Child child, String url) {
        await(console, child, url, answer -> {});
    }

    /** @param help is given what the service answers while it is not ready */
    static void await(Console console, Child child, String url, Consumer<String> help) {
        long start = System.nanoTime();
        String said = "no answer yet";
        while (true) {
            child.requireAlive();
            try {
                Http.Answer answer = Http.get(url + "/readyz", Optional.empty(), PATIENCE);
                if (answer.isGood()) {
                    return;
                }
                said = answer.body().strip();
                help.accept(said);
            } catch (IOException e) {
                // Not listening yet.
            }
            long waited = System.nanoTime() - start;
            if (waited > WITHIN.toNanos()) {
                throw new CommandException("%s is not ready after %d minutes: %s. Its log is %s."
                        .formatted(child.name(), WITHIN.toMinutes(), said, child.log()));
            }
            if (waited > SILENT.toNanos()) {
                console.progress("Waiting for %s: %s".formatted(child.name(), said));
            }
            Pause.millis(50);
        }
    }
}
