package dev.atrium.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The programs of {@code infra/bench}, compiled for one run of a bench.
 *
 * @param folder of the run; it stays, with the logs, until {@code target} is deleted
 */
record Programs(Path folder) {

    static final Path SOURCES = Path.of("infra/bench").toAbsolutePath();

    /** Needs gcc. */
    static Programs compile(String bench) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "bench-" + bench + "-")
                .toAbsolutePath();
        for (var program : List.of("mock", "load")) {
            Child.run(List.of(
                    "gcc",
                    "-O2",
                    "-o",
                    folder.resolve(program).toString(),
                    SOURCES.resolve(program + ".c").toString()));
        }
        return new Programs(folder);
    }

    /** Starts the stand-in for an engine, which proves itself with the worker's key. */
    Child engine(int port, WorkerKey worker) throws IOException {
        return Child.start(
                folder,
                List.of(folder.resolve("mock").toString(), Integer.toString(port), Integer.toString(worker.port())));
    }

    Load load() {
        return new Load(folder.resolve("load"));
    }
}
