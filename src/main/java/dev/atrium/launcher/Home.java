package dev.atrium.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The data folder of one installation. Its subfolders are made when first asked for.
 *
 * @param path for example {@code .atrium} in the checkout
 */
public record Home(Path path) {

    public Home {
        path = path.toAbsolutePath().normalize();
    }

    public Secrets secrets() {
        return new Secrets(path.resolve("secrets"));
    }

    /** Where the MySQL child keeps its data. */
    Path mysql() {
        return folder("mysql");
    }

    /** Process ids, locks and sockets of what runs now. */
    Path run() {
        return folder("run");
    }

    /** The log file of a service; the file need not exist. */
    Path log(String service) {
        return folder("logs").resolve(service + ".log");
    }

    private Path folder(String name) {
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
