package dev.atrium.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One run of the smallest cluster, from its build to its stop. */
final class Run {

    private static final Duration ARCHIVES_AFTER = Duration.ofSeconds(30);

    private final Installation installation;
    private final Console console;
    private final Steps steps;
    private final Endpoints endpoints;
    private final Optional<MySqlAccess> existing;
    private final JoinToken token;
    private final Restart mySqlAgain;
    private final SignIn signIn;
    private volatile Optional<MySqlServer> mySql = Optional.empty();
    private volatile Optional<Cluster> cluster = Optional.empty();

    private Optional<HomeLock> appInUse = Optional.empty();

    /** @param existing empty: MySQL runs as a child */
    Run(Installation installation, Endpoints endpoints, Optional<MySqlAccess> existing, SignIn signIn) {
        this.installation = installation;
        this.console = installation.console();
        this.steps = new Steps(console);
        this.endpoints = endpoints;
        this.existing = existing;
        this.token = new JoinToken(installation, endpoints);
        this.mySqlAgain = new Restart("MySQL", console);
        this.signIn = signIn;
    }

    /** Returns once everything is ready. */
    void start() throws IOException {
        long begin = System.nanoTime();
        Preparation prepared = Preparation.make(installation, steps, existing.isEmpty(), signIn.isChild());
        long built = System.nanoTime();
        appInUse = Optional.of(prepared.app().use());
        prepared.app().clearOthers();
        LauncherClasses.clearOthers();
        // Again: a build takes long, and a stranger's answer would pass for a service that is ready.
        RunCommand.requireFreePorts(endpoints, existing.isEmpty(), signIn.isChild());
        // First, since it takes longest; nobody waits for it before the end.
        KeycloakAccess keycloak = signIn.start();
        MySqlAccess access = existing.isPresent() ? existing.get() : startMySql();
        Cluster roles = new Cluster(installation, prepared.app(), endpoints, access, keycloak);
        cluster = Optional.of(roles);
        endpoints.write(installation.home());
        if (existing.isPresent()) {
            ForeignDatabase.note(installation);
        }
        roles.start();
        awaitReady(roles, System.nanoTime());
        List<FirstPerson> made = signIn.awaitReady(steps);
        long ready = System.nanoTime();
        Summary.print(console, installation, endpoints, signIn.portal(), children(roles));
        console.say("download_s=%s build_s=%s start_s=%s"
                .formatted(
                        Steps.seconds(prepared.downloading()),
                        Steps.seconds(Duration.ofNanos(built - begin).minus(prepared.downloading())),
                        Steps.seconds(Duration.ofNanos(ready - built))));
        Welcome.print(console, installation, signIn.portal(), made);
        if (signIn.isLocal()) {
            Summary.printNextStep(console, endpoints);
            Welcome.printTunnel(console, System.getenv(), endpoints);
        } else {
            OperatorCommand.first(new Management(installation.home(), endpoints))
                    .forEach(console::say);
        }
        console.say("\nCtrl-C stops everything; data stay.");
    }

    private MySqlAccess startMySql() throws IOException {
        MySqlServer server = steps.time(
                "MySQL", () -> MySqlServer.start(installation.home(), endpoints.port(Service.MYSQL), console));
        mySql = Optional.of(server);
        return MySqlAccess.child(server, installation.home().secrets());
    }

    private void awaitReady(Cluster roles, long startNanos) throws IOException {
        Child portal = roles.portal().orElseThrow();
        Readiness.await(console, portal, endpoints.url(Service.PORTAL));
        steps.done("Portal", since(startNanos));
        token.issueFirst();
        Readiness.await(console, portal, endpoints.url(Service.GATEWAY_OPERATIONS));
        steps.done("Gateway", since(startNanos));
        Readiness.await(
                console, roles.worker().orElseThrow(), endpoints.url(Service.WORKER_OPERATIONS), token::issueIfAsked);
        steps.done("Worker", since(startNanos));
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private List<Child> children(Cluster roles) {
        return Stream.of(mySql.map(MySqlServer::child), signIn.child(), roles.portal(), roles.worker())
                .flatMap(Optional::stream)
                .toList();
    }

    void supervise() {
        Thread.ofPlatform().daemon().name("archives").start(this::makeArchives);
        cluster.orElseThrow().supervise(token, () -> {
            startMySqlAgainIfEnded();
            signIn.startAgainIfEnded();
        });
    }

    // A little later, when whoever waited for the start has begun to use it.
    private void makeArchives() {
        try {
            Pause.millis(ARCHIVES_AFTER.toMillis());
            cluster.orElseThrow().makeArchives();
        } catch (UncheckedIOException e) {
            if (!Tool.isStopping()) {
                console.say("The next start will be no faster: " + e.getMessage());
            }
        }
    }

    private void startMySqlAgainIfEnded() {
        mySql.map(MySqlServer::child).ifPresent(Child::rotateLog);
        if (mySql.map(MySqlServer::child).filter(child -> !child.isAlive()).isEmpty() || Tool.isStopping()) {
            return;
        }
        mySql = Optional.of(mySqlAgain.tryAfter(mySql.orElseThrow(), this::startMySqlAgain, System.nanoTime()));
    }

    private MySqlServer startMySqlAgain() {
        MySqlServer ended = mySql.orElseThrow();
        ended.child().tellEnd(console);
        ended.close();
        return MySqlServer.start(installation.home(), endpoints.port(Service.MYSQL), console);
    }

    /** Stops what was started, those that use MySQL first. Runs while the JVM ends, for whatever reason. */
    void stop(HomeLock lock) {
        if (mySql.isEmpty() && cluster.isEmpty() && signIn.child().isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        console.say("Stopping ...");
        signIn.stop();
        cluster.ifPresent(Cluster::stop);
        mySql.ifPresent(MySqlServer::close);
        try {
            Files.deleteIfExists(Endpoints.file(installation.home()));
        } catch (IOException e) {
            // Rewritten by the next run.
        }
        appInUse.ifPresent(HomeLock::close);
        lock.close();
        console.say("Stopped in %s s. Data stay in %s."
                .formatted(Steps.seconds(since(start)), installation.home().path()));
    }
}
