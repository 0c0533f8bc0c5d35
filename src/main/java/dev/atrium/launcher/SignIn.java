package dev.atrium.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Keycloak in one run: a child that starts while MySQL and the portal do, or an existing one that is left alone. */
final class SignIn {

    private final Installation installation;
    private final Endpoints endpoints;
    private final Exposure exposure;
    private final Optional<KeycloakAccess> existing;
    private final Restart again;
    private volatile Optional<KeycloakServer> server = Optional.empty();
    private long startedNanos;

    /** @throws CommandException when this installation must not start as it is configured */
    SignIn(Installation installation, Endpoints endpoints) {
        this.installation = installation;
        this.endpoints = endpoints;
        this.exposure = Exposure.of(installation.variables());
        this.existing = KeycloakAccess.existing(installation.variables());
        this.again = new Restart("Keycloak", installation.console());
    }

    /** Whether Keycloak runs as a child. */
    boolean isChild() {
        return existing.isEmpty();
    }

    /** Fetches and builds what a child needs, unless that was done before. */
    static Duration prepare(Installation installation, Steps steps) throws IOException {
        Duration downloading = Duration.ZERO;
        if (!KeycloakDistribution.isObtained()) {
            downloading =
                    steps.time("Keycloak fetched and built", () -> KeycloakDistribution.fetch(installation.console()));
        }
        if (!KeycloakTemplate.isObtained(realm(installation))) {
            steps.time("Keycloak's realm imported", () -> template(installation));
        }
        return downloading;
    }

    private static KeycloakTemplate template(Installation installation) throws IOException {
        return KeycloakTemplate.obtain(KeycloakDistribution.obtain(installation.console()), realm(installation));
    }

    private static Path realm(Installation installation) {
        return installation.checkout().resolve("infra/keycloak/realm.json");
    }

    /** Starts the child, if there is to be one, and waits for nothing. */
    KeycloakAccess start() {
        if (existing.isPresent()) {
            return existing.get();
        }
        startedNanos = System.nanoTime();
        server = Optional.of(startServer());
        return KeycloakAccess.child(ports(), installation.home().secrets(), installation.variables(), exposure);
    }

    private KeycloakServer startServer() {
        return KeycloakServer.start(
                installation.home(), realm(installation), ports(), exposure.signInUrl(), installation.console());
    }

    private KeycloakPorts ports() {
        return new KeycloakPorts(endpoints.port(Service.KEYCLOAK), endpoints.port(Service.KEYCLOAK_MANAGEMENT));
    }

    /**
     * Returns once people can sign in.
     *
     * @return the demo people that were made now
     */
    List<DemoPerson> awaitReady(Steps steps) throws IOException {
        if (server.isEmpty()) {
            return List.of();
        }
        KeycloakServer keycloak = server.get();
        keycloak.awaitReady();
        List<DemoPerson> made = configure(keycloak);
        steps.done("Keycloak", Duration.ofNanos(System.nanoTime() - startedNanos));
        return made;
    }

    private List<DemoPerson> configure(KeycloakServer keycloak) throws IOException {
        Variables variables = installation.variables();
        return keycloak.configure(
                portals(),
                KeycloakAccess.registration(variables, exposure),
                KeycloakAccess.withDemo(variables, exposure));
    }

    // People write either name of this machine.
    private List<String> portals() {
        int port = endpoints.port(Service.PORTAL);
        return exposure.publicUrl()
                .map(List::of)
                .orElse(List.of("http://127.0.0.1:" + port, "http://localhost:" + port));
    }

    Optional<Child> child() {
        return server.map(KeycloakServer::child);
    }

    /** Where people find the portal. */
    String portal() {
        return portals().getFirst();
    }

    /** Called now and then. */
    void startAgainIfEnded() {
        child().ifPresent(Child::rotateLog);
        if (child().filter(child -> !child.isAlive()).isPresent() && !Tool.isStopping()) {
            server = Optional.of(again.tryAfter(server.orElseThrow(), this::startAgain, System.nanoTime()));
        }
    }

    private KeycloakServer startAgain() {
        KeycloakServer ended = server.orElseThrow();
        ended.child().tellEnd(installation.console());
        ended.close();
        return startServer();
    }

    void stop() {
        server.ifPresent(KeycloakServer::close);
    }
}
