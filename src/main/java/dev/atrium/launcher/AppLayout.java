package dev.atrium.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The jar of Atrium taken apart, which starts in a third less time: class files are read from plain jars instead of
 * jars within a jar. Each state of the jar has a folder of its own, so that a later build disturbs nothing that runs.
 *
 * @param jar the one to start
 */
record AppLayout(Path jar) {

    /** Takes a jar apart, unless it was before. */
    static AppLayout of(Path jar, Path built) throws IOException {
        String state = Long.toString(Files.getLastModifiedTime(jar).toMillis(), Character.MAX_RADIX);
        Path folder = PublishOnce.publish(built.resolve("app-" + state), part -> extract(jar, part));
        return new AppLayout(folder.resolve("app/atrium.jar"));
    }

    private static void extract(Path jar, Path folder) throws IOException {
        Process tools = Tool.start(new ProcessBuilder(List.of(
                        Jvm.java(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--destination",
                        folder.resolve("app").toString()))
                .redirectErrorStream(true));
        String said = new String(tools.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (tools.onExit().join().exitValue() != 0) {
            throw new CommandException("The jar %s could not be taken apart. Delete it and run the command again.\n%s"
                    .formatted(jar, said));
        }
    }
}
