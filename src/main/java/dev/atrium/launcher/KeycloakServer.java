package dev.atrium.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A real Keycloak as a child process, with its database in the installation's folder, listening on loopback. It stops
 * when this JVM ends, however it ends.
 */
public final class KeycloakServer implements AutoCloseable {

    static final String NAME = "keycloak";
    static final String REALM = "atrium";
    static final String CLIENT = "atrium-portal";
    /** Among the secrets: what the portal proves itself with. */
    public static final String CLIENT_SECRET = "keycloak-client";

    private static final String ADMIN_SECRET = "keycloak-admin";
    private static final String NOBODY = "nobody";
    private static final Duration READY_WITHIN = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration HEALTH_WITHIN = Duration.ofSeconds(2);

    private final Child child;
    private final KeycloakPorts ports;
    private final KeycloakTemplate template;
    private final Secrets secrets;
    private final Path peopleMade;

    private KeycloakServer(Child child, KeycloakPorts ports, KeycloakTemplate template, Home home) {
        this.child = child;
        this.ports = ports;
        this.template = template;
        this.secrets = home.secrets();
        this.peopleMade = peopleMade(home);
    }

    /**
     * Starts the server and returns at once; {@link #awaitReady} waits. The first time, its database is made.
     *
     * @param realm     file that describes the realm, for a database that is made; its themes are beside it
     * @param publicUrl where browsers reach it, if not at its own address
     */
    public static KeycloakServer start(
            Home home, Path realm, KeycloakPorts ports, Optional<String> publicUrl, Console console) {
        try {
            KeycloakDistribution distribution = KeycloakDistribution.obtain(console);
            KeycloakTemplate template = KeycloakTemplate.obtain(distribution, realm);
            Path folder = folder(home);
            // An orphan would hold the database.
            Child.pidFile(home, NAME).reap(PATIENCE);
            KeycloakHome.link(folder, distribution, themes(realm));
            template.copyTo(folder);
            Child child = Child.start(
                    home,
                    NAME,
                    NOBODY,
                    KeycloakOptions.server(
                            distribution.folder(), folder, ports, publicUrl.orElse(ports.url()), template.archive()),
                    KeycloakOptions::clean,
                    PATIENCE);
            return new KeycloakServer(child, ports, template, home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How its pages look; beside the file of the realm. */
    static Path themes(Path realm) {
        return realm.resolveSibling("themes");
    }

    /** Names whom {@link #configure} made, once it did. */
    static Path peopleMade(Home home) {
        return folder(home).resolve("first-people");
    }

    static Path folder(Home home) {
        return home.path().resolve(NAME);
    }

    /** @throws CommandException when it ends, or is not ready after five minutes */
    public void awaitReady() {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!isReady(ports)) {
            child.requireAlive();
            if (System.nanoTime() > deadline) {
                throw new CommandException("Keycloak is not ready after %d minutes. The end of its log:\n%s"
                        .formatted(READY_WITHIN.toMinutes(), String.join("\n", child.lastLines(15))));
            }
            Pause.millis(200);
        }
    }

    static boolean isReady(KeycloakPorts ports) {
        try {
            return Http.get(ports.healthUrl(), Optional.empty(), HEALTH_WITHIN).isGood();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Brings the realm to what this installation is; it must be ready. Done at every start, so a restored database
     * agrees with the secrets.
     *
     * @param portals      addresses of the portal
     * @param registration whether people may register themselves
     * @param people       made, unless some were made before
     * @return those of them that were made now
     */
    public List<FirstPerson> configure(List<String> portals, boolean registration, List<FirstPerson> people)
            throws IOException {
        takeOver();
        try (KeycloakAdmin admin = new KeycloakAdmin(ports.url(), secrets.get(ADMIN_SECRET))) {
            admin.setClient(REALM, CLIENT, secrets.get(CLIENT_SECRET), portals);
            admin.allowRegistration(REALM, registration);
            return makePeople(admin, people);
        }
    }

    // A fresh copy still has the template's password.
    private void takeOver() throws IOException {
        String own = secrets.get(ADMIN_SECRET);
        try (KeycloakAdmin admin = new KeycloakAdmin(ports.url(), own)) {
            if (admin.isWelcome()) {
                return;
            }
        }
        try (KeycloakAdmin admin = new KeycloakAdmin(ports.url(), template.adminPassword())) {
            if (!admin.isWelcome()) {
                throw new CommandException(
                        "Keycloak takes neither the admin password in %s nor that of a new database. Put the right one into that file."
                                .formatted(secrets.file(ADMIN_SECRET)));
            }
            admin.changePassword(own);
        }
    }

    // Once only: whoever deletes one of them does not want them back.
    private List<FirstPerson> makePeople(KeycloakAdmin admin, List<FirstPerson> people) throws IOException {
        if (people.isEmpty() || Files.exists(peopleMade)) {
            return List.of();
        }
        List<FirstPerson> made = new ArrayList<>();
        for (FirstPerson person : people) {
            if (admin.addPerson(REALM, person, secrets.get(person.secret()))) {
                made.add(person);
            }
        }
        Files.write(peopleMade, people.stream().map(FirstPerson::email).toList());
        return List.copyOf(made);
    }

    Child child() {
        return child;
    }

    /** Where it listens. */
    public KeycloakPorts ports() {
        return ports;
    }

    /** Stops the server in order. */
    @Override
    public void close() {
        child.stop();
    }

    /** Kills the server: for data that nobody needs any more. */
    public void kill() {
        child.kill();
        close();
    }
}
