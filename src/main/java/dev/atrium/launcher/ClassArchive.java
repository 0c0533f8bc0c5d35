package dev.atrium.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The classes of one process in the form in which the JVM holds them, which takes a third off its start. The first run
 * of a build writes down which classes it needs; another JVM makes the archive of them beside it, so that nobody waits
 * for it, and later runs use it. An archive that does not fit is ignored by the JVM.
 *
 * @param app  whose classes
 * @param role of the process
 */
record ClassArchive(AppLayout app, String role) {

    // That a class has no place in an archive is noise in a log.
    private static final List<String> QUIET = List.of("-Xlog:cds*=off", "-Xlog:aot*=off");

    /** What a JVM of this role is started with. */
    List<String> options() {
        List<String> options = new ArrayList<>(QUIET);
        options.add(isMade() ? "-XX:SharedArchiveFile=" + file() : "-XX:DumpLoadedClassList=" + list());
        return options;
    }

    boolean isMade() {
        return Files.isDirectory(folder());
    }

    /**
     * Makes the archive, with the least claim to the processor. It takes some 15 s of it, 130 MB on disk, and ends with
     * the launcher.
     *
     * @param command how a JVM of this role is started
     */
    void make(List<String> command) {
        PublishOnce.publish(folder(), part -> {
            Path complete = part.resolve("classes");
            Files.write(complete, wholeLines(Files.readString(list())));
            Path archive = part.resolve(file().getFileName());
            Process jvm = Tool.start(new ProcessBuilder(dump(command, complete, archive))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD));
            if (jvm.onExit().join().exitValue() != 0) {
                throw new IOException("the JVM ended with status " + jvm.exitValue());
            }
        });
    }

    private List<String> dump(List<String> command, Path classes, Path archive) {
        List<String> dump = new ArrayList<>(List.of("nice", "-n", "19", command.getFirst()));
        dump.addAll(List.of("-Xshare:dump", "-XX:SharedClassListFile=" + classes, "-XX:SharedArchiveFile=" + archive));
        command.stream().skip(1).filter(word -> !options().contains(word)).forEach(dump::add);
        return dump;
    }

    // The process that writes the list is in the middle of its last line.
    private static List<String> wholeLines(String list) {
        return list.substring(0, list.lastIndexOf('\n') + 1).lines().toList();
    }

    private Path list() {
        return app.folder().resolve(role + "-classes");
    }

    private Path folder() {
        return app.folder().resolve("%s-%s".formatted(role, Runtime.version()));
    }

    private Path file() {
        return folder().resolve("classes.jsa");
    }
}
