package dev.atrium.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Shows the end of the services' logs, and with {@code -f} what comes. */
final class LogsCommand implements Command {

    private static final String USAGE = "./atrium logs [-f] [SERVICE]";
    private static final List<String> SERVICES =
            List.of(Cluster.MYSQL, KeycloakServer.NAME, Cluster.PORTAL, Cluster.WORKER);
    private static final int TAIL_BYTES = 16_000;

    @Override
    public int run(Installation installation, List<String> words) throws IOException {
        Arguments arguments = Arguments.parse(words, USAGE, Set.of("-f"), Set.of());
        List<String> services = arguments.plain().isEmpty() ? SERVICES : arguments.plain();
        Map<LogFile, Long> shown = new LinkedHashMap<>();
        for (String service : services) {
            requireKnown(service);
            LogFile log = new LogFile(installation.home().log(service));
            shown.put(log, tail(log, service));
        }
        while (arguments.has("-f")) {
            for (Map.Entry<LogFile, Long> log : shown.entrySet()) {
                log.setValue(log.getKey().print(log.getValue(), System.out));
            }
            System.out.flush();
            Pause.millis(200);
        }
        return 0;
    }

    private static void requireKnown(String service) {
        if (!SERVICES.contains(service)) {
            throw new CommandException(
                    "There is no service '%s'.%s The services are %s; the gateway logs with the portal."
                            .formatted(service, Suggestion.among(SERVICES, service), String.join(", ", SERVICES)));
        }
    }

    private static long tail(LogFile log, String service) throws IOException {
        if (!Files.exists(log.path())) {
            System.out.printf("%s has no log yet; it would be %s.%n", service, log.path());
            return 0;
        }
        System.out.printf("==> %s%n", log.path());
        long next = log.print(Math.max(0, log.size() - TAIL_BYTES), System.out);
        System.out.flush();
        return next;
    }
}
