package dev.atrium.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Runs the installed Maven and shows what it downloads. */
final class Maven {

    private static final int LINES_KEPT = 40;

    private Maven() {}

    /**
     * Runs Maven in a folder and waits for its end.
     *
     * @throws CommandException when it fails, with what it said
     */
    static void run(Console console, Path folder, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("mvn", "--strict-checksums"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("MAVEN_OPTS", "--sun-misc-unsafe-memory-access=allow");
        Process maven = builder.start();
        Deque<String> last = new ArrayDeque<>();
        try (BufferedReader lines = maven.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last.addLast(line);
                if (last.size() > LINES_KEPT) {
                    last.removeFirst();
                }
            }
        }
        int status = maven.onExit().join().exitValue();
        if (status != 0) {
            console.say(String.join("\n", last));
            throw new CommandException("Maven ended with status %d.".formatted(status));
        }
    }
}
