package dev.atrium.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A database with the realm in it, made once and copied for each installation: a copy takes a moment, an import half
 * a minute. It holds no key: each copy makes its own when it first needs one. Its admin has a password that only the
 * owner of this cache can read and that each installation replaces at once.
 *
 * @param folder shared by all installations of this user that want the same realm
 */
record KeycloakTemplate(Path folder) {

    private static final String ADMIN = "admin";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Returns the template, made unless it was before. */
    static KeycloakTemplate obtain(KeycloakDistribution server, Path realm) throws IOException {
        Path folder = folder(realm);
        PublishOnce.publish(folder, part -> make(part, server, realm));
        return new KeycloakTemplate(folder);
    }

    static boolean isObtained(Path realm) throws IOException {
        return Files.isDirectory(folder(realm));
    }

    /** Makes the database of a home, unless it has one. */
    void copyTo(Path home) throws IOException {
        Path data = Files.createDirectories(home.resolve("data"));
        PublishOnce.publish(data.resolve("h2"), part -> Trees.copy(folder.resolve("h2"), part));
    }

    /** With which the admin of a fresh copy signs in. */
    String adminPassword() {
        return secrets(folder).get(ADMIN);
    }

    /** Classes that a Keycloak needs. */
    Path archive() {
        return folder.resolve("classes.jsa");
    }

    private static Path folder(Path realm) throws IOException {
        String digest = Sha256.of(realm).substring(0, 12);
        return MySqlDistribution.cache()
                .resolve("keycloak-%s-realm-%s".formatted(KeycloakDistribution.VERSION, digest));
    }

    private static Secrets secrets(Path folder) {
        return new Secrets(folder.resolve("secrets"));
    }

    private static void make(Path folder, KeycloakDistribution server, Path realm) throws IOException {
        Path home = folder.resolve("home");
        KeycloakHome.link(home, server, KeycloakServer.themes(realm));
        Path imports = Files.createDirectories(home.resolve("data/import"));
        Files.copy(realm, imports.resolve("realm.json"));
        KeycloakPorts ports = new KeycloakPorts(Ports.anyFree(), Ports.anyFree());
        Path log = folder.resolve("import.log");
        Process keycloak = start(folder, server, home, ports, log);
        try {
            awaitReady(keycloak, ports, log);
            forgetKeys(ports, secrets(folder).get(ADMIN));
        } finally {
            stop(keycloak);
        }
        Files.move(KeycloakHome.database(home), folder.resolve("h2"));
        Trees.delete(home);
        Files.delete(log);
    }

    private static Process start(Path folder, KeycloakDistribution server, Path home, KeycloakPorts ports, Path log)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                KeycloakOptions.template(server.folder(), home, ports, folder.resolve("classes.jsa")));
        KeycloakOptions.clean(builder.environment());
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", KeycloakAdmin.USER);
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", secrets(folder).get(ADMIN));
        // The archive is written while it ends, which takes longer than the end itself.
        return Tool.start(builder.redirectErrorStream(true).redirectOutput(log.toFile()), PATIENCE);
    }

    private static void awaitReady(Process keycloak, KeycloakPorts ports, Path log) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!KeycloakServer.isReady(ports)) {
            if (!keycloak.isAlive() || System.nanoTime() > deadline) {
                throw new CommandException(
                        "Keycloak could not import its realm. What it said:\n" + Files.readString(log));
            }
            Pause.millis(300);
        }
    }

    // Keys that sign in one installation must be worth nothing in another. The admin's own token is signed with one
    // of master's, so that one goes last.
    private static void forgetKeys(KeycloakPorts ports, String password) throws IOException {
        try (KeycloakAdmin admin = new KeycloakAdmin(ports.url(), password)) {
            admin.deleteKeys("atrium");
            admin.deleteKeys("master");
        }
    }

    private static void stop(Process keycloak) {
        keycloak.destroy();
        try {
            if (!keycloak.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                keycloak.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
