package dev.atrium.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Builds what changed, starts everything, and stays until it is told to stop. */
final class RunCommand implements Command {

    @Override
    public int run(Installation installation, List<String> words) throws IOException {
        if (!words.isEmpty()) {
            throw new CommandException("Usage: ./atrium run");
        }
        Optional<MySqlAccess> existing = MySqlAccess.existing(installation.variables());
        Endpoints endpoints = Endpoints.of(installation.variables());
        SignIn signIn = new SignIn(installation, endpoints);
        try (HomeLock lock = HomeLock.ofRunning(installation.home())) {
            new PidFile(installation.home().run().resolve("launcher.pid")).write(ProcessHandle.current());
            reap(installation);
            requireFreePorts(endpoints, existing.isEmpty(), signIn.isChild());
            Run run = new Run(installation, endpoints, existing, signIn);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> run.stop(lock)));
            run.start();
            run.supervise();
        }
        return 0;
    }

    private static void reap(Installation installation) throws IOException {
        for (String service : List.of(Cluster.WORKER, Cluster.PORTAL, KeycloakServer.NAME, Cluster.MYSQL)) {
            Child.pidFile(installation.home(), service).reap(Duration.ofSeconds(60));
        }
    }

    /** @throws CommandException naming the first port of a service to be started that is taken */
    static void requireFreePorts(Endpoints endpoints, boolean withMySql, boolean withKeycloak) {
        for (Service service : Service.values()) {
            boolean isOurs = switch (service) {
                case MYSQL -> withMySql;
                case KEYCLOAK, KEYCLOAK_MANAGEMENT -> withKeycloak;
                default -> true;
            };
            if (isOurs) {
                Ports.requireFree(service, endpoints.of(service));
            }
        }
    }
}
