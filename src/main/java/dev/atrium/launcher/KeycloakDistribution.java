package dev.atrium.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The Keycloak server as Maven offers it: fetched once, unpacked and built (Keycloak's word for settling what cannot
 * change at run time) into a folder that all installations of this user share.
 *
 * @param folder the built server
 */
record KeycloakDistribution(Path folder) {

    static final String VERSION = "26.7.3";

    private static final String ARTIFACT = "org.keycloak:keycloak-quarkus-dist:%s:zip".formatted(VERSION);
    private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy";
    private static final String SHA256 = "27a6535553c3cdcd083872ba40629efafb3475e3b758e0c6f691395561dd0f1f";
    private static final long BYTES_NEEDED = 800_000_000;
    private static final int MINUTES_TO_BUILD = 10;
    // What Keycloak's own script takes for a request to start again, which a build that is complete may end with.
    private static final int BUILT_TOO = 10;

    /** Returns the server, fetched and built unless it was before. */
    static KeycloakDistribution obtain(Console console) {
        fetch(console);
        return new KeycloakDistribution(shared().resolve("server"));
    }

    /**
     * Fetches, unpacks and builds the server unless it was before.
     *
     * @return how long the download took
     */
    static Duration fetch(Console console) {
        Duration[] downloading = {Duration.ZERO};
        PublishOnce.publish(shared(), folder -> {
            requireSpace(folder);
            Path download = Files.createDirectory(folder.resolve("download"));
            downloading[0] = Maven.run(
                    console, download, List.of(COPY, "-Dartifact=" + ARTIFACT, "-DoutputDirectory=" + download));
            Path zip = download.resolve("keycloak-quarkus-dist-%s.zip".formatted(VERSION));
            requireWhole(zip);
            Path server = folder.resolve("server");
            unpack(zip, server);
            Trees.delete(download);
            console.progress("Building Keycloak ...");
            build(server, folder.resolve("build.log"));
        });
        return downloading[0];
    }

    static boolean isObtained() {
        return Files.isDirectory(shared());
    }

    private static Path shared() {
        return MySqlDistribution.cache().resolve("keycloak-" + VERSION);
    }

    private static void requireSpace(Path folder) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < BYTES_NEEDED) {
            throw new CommandException(
                    "The disk of %s has %d MB left, and fetching Keycloak needs %d MB. Free some space, or set XDG_CACHE_HOME to a folder elsewhere."
                            .formatted(folder, free / 1_000_000, BYTES_NEEDED / 1_000_000));
        }
    }

    private static void requireWhole(Path zip) throws IOException {
        String found = Sha256.of(zip);
        if (!found.equals(SHA256)) {
            throw new CommandException(
                    "The download of Keycloak is broken: %s has SHA-256 %s (expected: %s). Delete org/keycloak/keycloak-quarkus-dist in your local Maven repository and run the command again."
                            .formatted(zip.getFileName(), found, SHA256));
        }
    }

    /** Unpacks what lies in the one folder of the zip. */
    static void unpack(Path zip, Path target) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String name = entry.getName();
                Path file =
                        target.resolve(name.substring(name.indexOf('/') + 1)).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("'%s' in %s leads out of the folder".formatted(name, zip));
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    put(in, file);
                }
            }
        }
    }

    private static void put(InputStream in, Path file) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Files.copy(in, file);
    }

    private static void build(Path server, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(KeycloakOptions.build(server));
        KeycloakOptions.clean(builder.environment());
        Process build = Tool.start(builder.redirectErrorStream(true).redirectOutput(log.toFile()));
        if (!ended(build) || (build.exitValue() != 0 && build.exitValue() != BUILT_TOO)) {
            build.destroyForcibly();
            throw new CommandException("Keycloak could not be built. What it said:\n" + Files.readString(log));
        }
        Files.delete(log);
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(MINUTES_TO_BUILD, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
