package dev.atrium.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An initialized data folder without accounts, made once and copied for each installation: a copy takes a fraction
 * of a second, initializing takes several.
 */
final class MySqlTemplate {

    private static final int MINUTES_TO_INITIALIZE = 5;

    private MySqlTemplate() {}

    /** Makes {@code data} a fresh data folder. A copy that was cut short is not mistaken for one. */
    static void copyTo(Path data, MySqlDistribution distribution) {
        Path template = PublishOnce.publish(
                distribution.folder().resolveSibling("data"), folder -> initialize(folder, distribution));
        PublishOnce.publish(data, folder -> Trees.copy(template, folder));
    }

    // Keys and certificates are each installation's own: the server makes them at its first start.
    private static void initialize(Path folder, MySqlDistribution distribution) throws IOException {
        List<String> command = new ArrayList<>(MySqlOptions.common(distribution, folder));
        command.addAll(List.of(
                "--initialize-insecure",
                "--innodb-redo-log-capacity=8M",
                "--auto-generate-certs=OFF",
                "--caching-sha2-password-auto-generate-rsa-keys=OFF",
                "--sha256-password-auto-generate-rsa-keys=OFF"));
        // Named after the folder, so that the next attempt clears it away with the folder.
        Path log = folder.resolveSibling(folder.getFileName() + ".log");
        Process mysqld =
                Tool.start(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()));
        if (!ended(mysqld) || mysqld.exitValue() != 0) {
            mysqld.destroyForcibly();
            throw new CommandException("MySQL could not initialize its data. What it said:\n" + Files.readString(log));
        }
        Files.delete(log);
        // Names the server uniquely; each copy makes its own.
        Files.delete(folder.resolve("auto.cnf"));
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(MINUTES_TO_INITIALIZE, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
