package dev.atrium.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The smallest real cluster: MySQL, one JVM with the roles portal and gateway, one with the role worker. A role that
 * ends by itself is started again.
 */
final class Cluster {

    static final String PORTAL = "portal";
    static final String WORKER = "worker";
    static final String MYSQL = "mysql";
    private static final String NOBODY = "nobody";

    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final Installation installation;
    private final AppLayout app;
    private final Endpoints endpoints;
    private final MySqlAccess mySql;
    private final KeycloakAccess keycloak;
    private volatile Optional<Child> portal = Optional.empty();
    private volatile Optional<Child> worker = Optional.empty();
    private volatile boolean stopping;

    Cluster(Installation installation, AppLayout app, Endpoints endpoints, MySqlAccess mySql, KeycloakAccess keycloak) {
        this.installation = installation;
        this.app = app;
        this.endpoints = endpoints;
        this.mySql = mySql;
        this.keycloak = keycloak;
    }

    void start() throws IOException {
        // Generated here, so that it is there before anybody asks with it.
        installation.home().secrets().get(Management.TOKEN);
        portal = Optional.of(startPortal());
        worker = Optional.of(startWorker());
    }

    Optional<Child> portal() {
        return portal;
    }

    Optional<Child> worker() {
        return worker;
    }

    private List<String> portalCommand() {
        return Jvm.command(app, PORTAL, "1g");
    }

    private List<String> workerCommand() {
        return Jvm.command(app, WORKER, "512m");
    }

    /** Makes what lets the next start be faster, one after the other. */
    void makeArchives() {
        new ClassArchive(app, PORTAL).make(portalCommand());
        new ClassArchive(app, WORKER).make(workerCommand());
    }

    private Child startPortal() throws IOException {
        return Child.start(
                installation.home(),
                PORTAL,
                NOBODY,
                portalCommand(),
                environment -> {
                    environment.putAll(mySql.portal());
                    environment.putAll(keycloak.portal());
                    common(environment, "portal,gateway");
                },
                PATIENCE);
    }

    private Child startWorker() throws IOException {
        return Child.start(
                installation.home(),
                WORKER,
                NOBODY,
                workerCommand(),
                environment -> {
                    MySqlAccess.hide(environment);
                    KeycloakAccess.hide(environment);
                    portalUrl(environment);
                    environment.putIfAbsent(
                            "ATRIUM_WORKER_JOIN_TOKEN_FILE",
                            JoinToken.file(installation).toString());
                    common(environment, WORKER);
                },
                PATIENCE);
    }

    // What goes to an address of this machine does not leave it, so plain HTTP is as good there as on loopback.
    private void portalUrl(Map<String, String> environment) {
        if (!environment.containsKey("ATRIUM_WORKER_PORTAL_URL")) {
            environment.put("ATRIUM_WORKER_PORTAL_URL", endpoints.url(Service.PORTAL));
            environment.put("ATRIUM_WORKER_PLAIN_HTTP", "true");
        }
    }

    private void common(Map<String, String> environment, String roles) {
        environment.put("ATRIUM_ROLES", roles);
        environment.put("ATRIUM_HOME", installation.home().path().toString());
    }

    /**
     * Starts again what ended, until this thread is interrupted or {@link #stop} is called.
     *
     * @param others looks after what is not a role; called about twice a second
     */
    void supervise(JoinToken token, Runnable others) {
        Restart portalAgain = new Restart(PORTAL, installation.console());
        Restart workerAgain = new Restart(WORKER, installation.console());
        while (!stopping) {
            Pause.millis(500);
            others.run();
            portal = Optional.of(alive(portal.orElseThrow(), portalAgain, this::startPortal));
            worker = Optional.of(alive(worker.orElseThrow(), workerAgain, this::startWorker));
            token.renewIfNeeded();
        }
    }

    private Child alive(Child child, Restart again, Steps.Step<Child> start) {
        child.rotateLog();
        if (child.isAlive() || stopping) {
            return child;
        }
        return again.tryAfter(child, () -> startAgain(child, start), System.nanoTime());
    }

    private Child startAgain(Child ended, Steps.Step<Child> start) throws IOException {
        ended.tellEnd(installation.console());
        return start.run();
    }

    /** Stops the roles, both at once, and waits until they are gone. */
    void stop() {
        stopping = true;
        List<Thread> stops = new ArrayList<>();
        for (Optional<Child> child : List.of(worker, portal)) {
            child.ifPresent(running -> stops.add(Thread.ofPlatform().start(running::stop)));
        }
        for (Thread stop : stops) {
            try {
                stop.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
