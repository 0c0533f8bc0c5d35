package dev.atrium.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Keycloak in one run: a child that starts while MySQL and the portal do, or an existing one that is left alone. */
final class SignIn {

    private final Installation installation;
    private final Endpoints endpoints;
    private final Exposure exposure;
    private final Optional<KeycloakAccess> existing;
    private final Restart again;
    private volatile Optional<KeycloakServer> server = Optional.empty();
    private Optional<FutureTask<List<FirstPerson>>> settingUp = Optional.empty();

    /** @throws CommandException when this installation must not start as it is configured */
    SignIn(Installation installation, Endpoints endpoints) {
        this.installation = installation;
        this.endpoints = endpoints;
        this.exposure = Exposure.of(installation.variables());
        this.existing = KeycloakAccess.existing(installation.variables());
        this.again = new Restart("Keycloak", installation.console());
        requireNoDemoPeople();
    }

    // Their passwords were in a terminal, and they would be owners and operator.
    private void requireNoDemoPeople() {
        Path made = KeycloakServer.peopleMade(installation.home());
        try {
            if (isChild()
                    && !exposure.isLocal()
                    && Files.exists(made)
                    && Files.readString(made)
                            .contains(FirstPerson.DEMO.getFirst().email())) {
                throw new CommandException(
                        "This installation has demo people, and others would reach it. Choose another ATRIUM_HOME; or delete them in Keycloak's console, which ./atrium run offers without a public address, and then empty the file %s."
                                .formatted(made));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether only people on this machine reach this installation. */
    boolean isLocal() {
        return exposure.isLocal();
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
        KeycloakServer started = startServer();
        server = Optional.of(started);
        FutureTask<List<FirstPerson>> task = new FutureTask<>(() -> setUp(started));
        settingUp = Optional.of(task);
        Thread.ofPlatform().daemon().name("keycloak").start(task);
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
     * @return the people that were made now
     */
    List<FirstPerson> awaitReady(Steps steps) throws IOException {
        if (settingUp.isEmpty()) {
            return List.of();
        }
        return steps.time("Keycloak, after the others", () -> made(settingUp.get()));
    }

    private static List<FirstPerson> made(FutureTask<List<FirstPerson>> task) throws IOException {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        }
    }

    // Beside the start of everything else, which takes longer.
    private List<FirstPerson> setUp(KeycloakServer keycloak) throws IOException {
        keycloak.awaitReady();
        Variables variables = installation.variables();
        return keycloak.configure(portals(), KeycloakAccess.registration(variables, exposure), people());
    }

    private List<FirstPerson> people() {
        if (exposure.isLocal()) {
            return KeycloakAccess.withDemo(installation.variables(), exposure) ? FirstPerson.DEMO : List.of();
        }
        return List.of(FirstPerson.OPERATOR);
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
