package dev.atrium.launcher;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs the installed Maven and shows what it downloads. */
final class Maven {

    private static final Pattern STEP = Pattern.compile("--- \\S+:([a-zA-Z-]+) \\(\\S+\\) @ ");
    private static final int LINES_KEPT = 60;
    private static final int KILLED_BY_SIGNAL = 129;
    private static final String MISSING =
            "Maven is not installed. Install it, for example with `apt install maven`, and run the command again.";

    private Maven() {}

    /**
     * Runs Maven in a folder and waits for its end.
     *
     * @return how long it spent downloading
     * @throws CommandException when it fails, with the cure where it is known
     */
    static Duration run(Console console, Path folder, List<String> arguments) throws IOException {
        Process maven = Tool.start(builder(folder, arguments).redirectErrorStream(true));
        Downloads downloads = new Downloads();
        Deque<String> last = new ArrayDeque<>();
        try (Reader output = maven.inputReader()) {
            for (Optional<String> line = line(output); line.isPresent(); line = line(output)) {
                Optional<String> progress = downloads.take(line.get(), System.nanoTime());
                if (progress.isPresent()) {
                    console.progress(progress.get());
                } else {
                    step(line.get()).ifPresent(console::progress);
                    keep(last, line.get());
                }
            }
        }
        int status = maven.onExit().join().exitValue();
        if (status != 0) {
            throw failure(List.copyOf(last), status);
        }
        return downloads.time();
    }

    /** {@code [INFO] --- maven-compiler-plugin:3.15.0:compile (default-compile) @ atrium ---} is the step compile. */
    static Optional<String> step(String line) {
        Matcher matcher = STEP.matcher(line);
        return matcher.find() ? Optional.of("Maven: " + matcher.group(1)) : Optional.empty();
    }

    private static void keep(Deque<String> last, String line) {
        last.addLast(line);
        if (last.size() > LINES_KEPT) {
            last.removeFirst();
        }
    }

    /**
     * Runs Maven with its output on ours.
     *
     * @return its exit status
     */
    static int show(Path folder, List<String> arguments) throws IOException {
        return Tool.run(builder(folder, arguments).inheritIO());
    }

    private static ProcessBuilder builder(Path folder, List<String> arguments) {
        requireInstalled();
        List<String> command = new ArrayList<>(List.of("mvn", "--strict-checksums", "-Dstyle.color=never"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // Maven 3's own libraries still use what newer JDKs warn of.
        builder.environment()
                .merge("MAVEN_OPTS", "--sun-misc-unsafe-memory-access=allow", (theirs, ours) -> theirs + " " + ours);
        return builder;
    }

    private static void requireInstalled() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        boolean found = Stream.of(path.split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "mvn")));
        if (!found) {
            throw new CommandException(MISSING);
        }
    }

    // Maven ends a line of progress with a carriage return, so that the next one overwrites it.
    private static Optional<String> line(Reader output) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = output.read(); c != -1; c = output.read()) {
            if (c == '\n' || c == '\r') {
                return Optional.of(line.toString());
            }
            line.append((char) c);
        }
        return line.isEmpty() ? Optional.empty() : Optional.of(line.toString());
    }

    static CommandException failure(List<String> lines, int status) {
        String said =
                String.join("\n", lines.stream().filter(line -> !line.isBlank()).toList());
        if (status >= KILLED_BY_SIGNAL) {
            return new CommandException("Maven was stopped.");
        }
        if (said.contains("No space left on device")) {
            return new CommandException("The disk is full. Free some space and run the command again.");
        }
        if (Pattern.compile("Checksum validation failed|invalid LOC header|zip END header not found|Error opening zip")
                .matcher(said)
                .find()) {
            return new CommandException(
                    "A download is broken. Run the command again; if that does not help, delete the file that Maven names from your local repository.\n"
                            + errors(lines));
        }
        if (Pattern.compile("Could not transfer|Unknown host|Connection refused|Connect timed out|offline mode")
                .matcher(said)
                .find()) {
            return new CommandException(
                    "Maven could not fetch what Atrium needs. Check the connection, or the proxy and mirrors in your settings of Maven, and run the command again.\n"
                            + errors(lines));
        }
        return new CommandException("Maven ended with status %d. It said:\n%s".formatted(status, said));
    }

    private static String errors(List<String> lines) {
        return String.join(
                "\n",
                lines.stream().filter(line -> line.contains("ERROR")).limit(3).toList());
    }
}
