package dev.atrium.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code ./atrium COMMAND}. Prints one sentence and the cure when something is wrong. */
public final class Main {

    private static final int FAILED = 1;

    private Main() {}

    public static void main(String[] words) {
        System.exit(run(List.of(words)));
    }

    private static int run(List<String> words) {
        try {
            LauncherClasses.use();
            return dispatch(words);
        } catch (CommandException e) {
            complain(String.valueOf(e.getMessage()));
        } catch (IOException | UncheckedIOException e) {
            complain(sentence(e));
        }
        return FAILED;
    }

    // After Ctrl-C everything ends, and nothing of it is wrong.
    private static void complain(String sentence) {
        if (!Tool.isStopping()) {
            System.err.println(sentence);
        }
    }

    private static int dispatch(List<String> words) throws IOException {
        Map<String, Command> commands = commands();
        if (words.isEmpty()
                || words.getFirst().endsWith("help")
                || words.getFirst().equals("-h")) {
            System.out.println(Help.TEXT);
            return 0;
        }
        String name = words.getFirst();
        Command command = Optional.ofNullable(commands.get(name))
                .orElseThrow(() -> new CommandException("There is no command '%s'.%s ./atrium help lists all."
                        .formatted(name, Suggestion.among(commands.keySet(), name))));
        return command.run(Installation.ofEnvironment(), new ArrayList<>(words.subList(1, words.size())));
    }

    private static Map<String, Command> commands() {
        return new TreeMap<>(Map.ofEntries(
                Map.entry("run", new RunCommand()),
                Map.entry("status", new StatusCommand()),
                Map.entry("key", new KeyCommand()),
                Map.entry("operator", new OperatorCommand()),
                Map.entry("model", new ModelCommand()),
                Map.entry("worker", new WorkerCommand()),
                Map.entry("logs", new LogsCommand()),
                Map.entry("reset", new ResetCommand()),
                Map.entry("test", new TestCommand()),
                Map.entry("screenshots", new ScreenshotsCommand()),
                Map.entry("bench", new ProgramCommand("bench", "Bench")),
                Map.entry("chaos", new ProgramCommand("chaos", "Chaos"))));
    }

    /** What went wrong with a file, for people. */
    static String sentence(Exception failure) {
        List<Throwable> causes = Stream.iterate((Throwable) failure, Throwable::getCause)
                .takeWhile(cause -> cause != null)
                .toList();
        boolean full = causes.stream()
                .map(cause -> String.valueOf(cause.getMessage()))
                .anyMatch(message -> message.contains("No space left on device"));
        String file = causes.stream()
                .filter(cause -> cause instanceof FileSystemException)
                .map(cause -> Optional.ofNullable(((FileSystemException) cause).getFile()))
                .flatMap(Optional::stream)
                .findFirst()
                .map(path -> " at " + path)
                .orElse("");
        if (full) {
            return "The disk is full%s. Free some space and run the command again.".formatted(file);
        }
        Throwable last = causes.getLast();
        return "Reading or writing failed%s: %s. Check that the folder exists and belongs to you, and run the command again."
                .formatted(
                        file, file.isEmpty() ? last.toString() : last.getClass().getSimpleName());
    }
}
