package dev.atrium.launcher;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Shows the end of the services' logs, and with {@code -f} what comes. */
final class LogsCommand implements Command {

    private static final String USAGE = "./atrium logs [-f] [SERVICE]";
    private static final List<String> SERVICES = List.of(Cluster.MYSQL, Cluster.PORTAL, Cluster.WORKER);
    private static final int TAIL_BYTES = 16_000;

    @Override
    public int run(Installation installation, List<String> words) throws IOException {
        Arguments arguments = Arguments.parse(words, USAGE, Set.of("-f"), Set.of());
        List<String> services = arguments.plain().isEmpty() ? SERVICES : arguments.plain();
        Map<Path, Long> shown = new HashMap<>();
        for (String service : services) {
            requireKnown(service);
            tail(installation.home(), service, shown);
        }
        while (arguments.has("-f")) {
            for (Map.Entry<Path, Long> log : shown.entrySet()) {
                log.setValue(show(log.getKey(), log.getValue()));
            }
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

    private static void tail(Home home, String service, Map<Path, Long> shown) throws IOException {
        Path log = home.log(service);
        if (!Files.exists(log)) {
            System.out.printf("%s has no log yet; it would be %s.%n", service, log);
            return;
        }
        System.out.printf("==> %s%n", log);
        shown.put(log, show(log, Math.max(0, Files.size(log) - TAIL_BYTES)));
    }

    /** Prints from a position on, and returns the next one. A log that was begun anew is shown from its start. */
    private static long show(Path log, long from) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = file.length() < from ? 0 : from;
            byte[] bytes = new byte[(int) Math.min(file.length() - start, Integer.MAX_VALUE / 4)];
            file.seek(start);
            file.readFully(bytes);
            System.out.print(new String(bytes, StandardCharsets.UTF_8));
            System.out.flush();
            return start + bytes.length;
        }
    }
}
