package dev.atrium.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs a program of the tests' class path: {@code ./atrium bench gateway} is {@code bench.GatewayBench}. */
final class ProgramCommand implements Command {

    private final String kind;
    private final String suffix;

    /**
     * @param kind   last part of the package
     * @param suffix end of the class names
     */
    ProgramCommand(String kind, String suffix) {
        this.kind = kind;
        this.suffix = suffix;
    }

    @Override
    public int run(Installation installation, List<String> words) throws IOException {
        Path checkout = installation.checkout();
        List<String> names = names(checkout);
        if (words.isEmpty() || !names.contains(words.getFirst())) {
            throw new CommandException("Usage: ./atrium %s NAME, where NAME is %s."
                    .formatted(kind, names.isEmpty() ? "nothing yet" : String.join(" or ", names)));
        }
        Path classPath = checkout.resolve("target/test-class-path");
        Maven.run(
                installation.console(),
                checkout,
                List.of(
                        "test-compile",
                        "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath",
                        "-Dmdep.includeScope=test",
                        "-Dmdep.outputFile=" + classPath));
        List<String> command = new ArrayList<>(List.of(
                Jvm.java(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                String.join(
                        File.pathSeparator,
                        checkout.resolve("target/test-classes").toString(),
                        checkout.resolve("target/classes").toString(),
                        Files.readString(classPath).strip()),
                "dev.atrium." + kind + "." + className(words.getFirst())));
        command.addAll(words.subList(1, words.size()));
        return Tool.run(new ProcessBuilder(command).directory(checkout.toFile()).inheritIO());
    }

    private List<String> names(Path checkout) throws IOException {
        Path sources = checkout.resolve("src/test/java/dev/atrium/" + kind);
        if (!Files.isDirectory(sources)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(sources)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(suffix + ".java"))
                    .map(file -> file.substring(0, file.length() - suffix.length() - ".java".length()))
                    .map(ProgramCommand::word)
                    .sorted()
                    .toList();
        }
    }

    /** {@code usage-rollup} to {@code UsageRollupBench}. */
    private String className(String word) {
        return Arrays.stream(word.split("-"))
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                .collect(Collectors.joining("", "", suffix));
    }

    private static String word(String className) {
        return className.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
