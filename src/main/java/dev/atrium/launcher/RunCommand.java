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
        try (HomeLock lock = HomeLock.ofRunning(installation.home())) {
            new PidFile(installation.home().run().resolve("launcher.pid")).write(ProcessHandle.current());
            reapAndCheckPorts(installation, endpoints, existing.isEmpty());
            Run run = new Run(installation, endpoints, existing);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> run.stop(lock)));
            run.start();
            run.supervise();
        }
        return 0;
    }

    private static void reapAndCheckPorts(Installation installation, Endpoints endpoints, boolean withMySql)
            throws IOException {
        for (String service : List.of(Cluster.WORKER, Cluster.PORTAL, Cluster.MYSQL)) {
            Child.pidFile(installation.home(), service).reap(Duration.ofSeconds(60));
        }
        requireFreePorts(endpoints, withMySql);
    }

    static void requireFreePorts(Endpoints endpoints, boolean withMySql) {
        for (Service service : Service.values()) {
            if (withMySql || service != Service.MYSQL) {
                Ports.requireFree(service, endpoints.of(service));
            }
        }
    }
}
