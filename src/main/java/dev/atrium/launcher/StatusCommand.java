package dev.atrium.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells what runs, and how it is. Its exit status is 0 when everything is ready, {@value #NOT_READY} otherwise. */
final class StatusCommand implements Command {

    private static final String USAGE = "./atrium status [--json]";
    private static final String READY = "/readyz";
    private static final int NOT_READY = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /**
     * One service.
     *
     * @param process empty when none runs
     * @param address where it listens
     * @param health  {@code ready}, {@code not ready}, {@code running} or {@code stopped}
     */
    private record Line(String service, Optional<ProcessHandle> process, String address, String health) {}

    @Override
    public int run(Installation installation, List<String> words) throws IOException {
        Arguments arguments = Arguments.parse(words, USAGE, Set.of("--json"), Set.of());
        arguments.requirePlain(0, USAGE);
        Endpoints endpoints = Endpoints.read(installation);
        List<Line> lines = lines(installation, endpoints);
        boolean ready =
                lines.stream().allMatch(line -> Set.of("ready", "running").contains(line.health));
        Optional<String> cluster = cluster(installation, endpoints, lines);
        if (arguments.has("--json")) {
            System.out.println(json(installation, lines, cluster, ready));
        } else {
            print(installation, lines, cluster);
        }
        return ready ? 0 : NOT_READY;
    }

    private static List<Line> lines(Installation installation, Endpoints endpoints) {
        Home home = installation.home();
        Optional<ProcessHandle> portal = Child.pidFile(home, Cluster.PORTAL).process();
        Optional<ProcessHandle> worker = Child.pidFile(home, Cluster.WORKER).process();
        List<Line> lines = new ArrayList<>();
        if (installation.variables().text("ATRIUM_MYSQL_URL").isEmpty()) {
            Optional<ProcessHandle> mySql = Child.pidFile(home, Cluster.MYSQL).process();
            String address = "127.0.0.1:" + endpoints.port(Service.MYSQL);
            lines.add(new Line("mysql", mySql, address, mySql.isPresent() ? "running" : "stopped"));
        }
        if (installation.variables().text(KeycloakAccess.URL).isEmpty()) {
            String health = endpoints.url(Service.KEYCLOAK_MANAGEMENT) + "/health/ready";
            lines.add(line(
                    KeycloakServer.NAME,
                    Child.pidFile(home, KeycloakServer.NAME).process(),
                    endpoints.url(Service.KEYCLOAK),
                    health));
        }
        lines.add(line("portal", portal, endpoints.url(Service.PORTAL), endpoints.url(Service.PORTAL) + READY));
        lines.add(line(
                "gateway", portal, endpoints.url(Service.GATEWAY), endpoints.url(Service.GATEWAY_OPERATIONS) + READY));
        lines.add(line(
                "worker", worker, endpoints.url(Service.WORKER), endpoints.url(Service.WORKER_OPERATIONS) + READY));
        return lines;
    }

    private static Line line(String service, Optional<ProcessHandle> process, String address, String healthAddress) {
        return new Line(service, process, address, process.isEmpty() ? "stopped" : health(healthAddress));
    }

    private static String health(String address) {
        try {
            return Http.get(address, Optional.empty(), PATIENCE).isGood() ? "ready" : "not ready";
        } catch (IOException e) {
            return "not ready";
        }
    }

    /** What the portal knows: processes of other machines too, workers, replicas. Empty when it does not answer. */
    private static Optional<String> cluster(Installation installation, Endpoints endpoints, List<Line> lines)
            throws IOException {
        if (lines.stream().noneMatch(line -> line.service.equals("portal") && line.process.isPresent())) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Management(installation.home(), endpoints).get("status"));
        } catch (CommandException e) {
            return Optional.empty();
        }
    }

    private static void print(Installation installation, List<Line> lines, Optional<String> cluster) {
        if (lines.stream().allMatch(line -> line.process.isEmpty())) {
            System.out.printf(
                    "Atrium does not run on %s. Start it with ./atrium run.%n",
                    installation.home().path());
            return;
        }
        System.out.printf("data %s%n", installation.home().path());
        cluster.flatMap(status -> Json.first(status, "version"))
                .ifPresent(version -> System.out.printf("version %s%n", version));
        String format = "%-8s  %-9s  %-24s  %8s  %s%n";
        System.out.printf(format, "SERVICE", "HEALTH", "ADDRESS", "PROCESS", "RESIDENT");
        for (Line line : lines) {
            String pid =
                    line.process.map(process -> Long.toString(process.pid())).orElse("-");
            String memory = line.process
                    .flatMap(process -> Summary.residentBytes(process.pid()))
                    .map(Downloads::text)
                    .orElse("-");
            System.out.printf(Locale.ROOT, format, line.service, line.health, line.address, pid, memory);
        }
    }

    private static String json(Installation installation, List<Line> lines, Optional<String> cluster, boolean ready) {
        String services = lines.stream().map(StatusCommand::json).collect(Collectors.joining(","));
        return "{\"home\":%s,\"ready\":%s,\"services\":[%s],\"cluster\":%s}"
                .formatted(Json.quote(installation.home().path().toString()), ready, services, cluster.orElse("null"));
    }

    private static String json(Line line) {
        Optional<Long> pid = line.process.map(ProcessHandle::pid);
        return "{\"service\":%s,\"health\":%s,\"address\":%s,\"pid\":%s,\"resident_bytes\":%s}"
                .formatted(
                        Json.quote(line.service),
                        Json.quote(line.health),
                        Json.quote(line.address),
                        pid.map(String::valueOf).orElse("null"),
                        pid.flatMap(Summary::residentBytes).map(String::valueOf).orElse("null"));
    }
}
