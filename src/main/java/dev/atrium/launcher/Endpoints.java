package dev.atrium.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * On which ports the running services listen, kept in a file for the other commands, whose environment need not be
 * that of {@code ./atrium run}.
 */
record Endpoints(Map<Service, Integer> ports) {

    /** Where services will listen. */
    static Endpoints of(Variables variables) {
        Map<Service, Integer> ports = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            ports.put(service, variables.port(service));
        }
        return new Endpoints(ports);
    }

    /** What runs, or what would if nothing does. */
    static Endpoints read(Installation installation) {
        Endpoints defaults = of(installation.variables());
        try {
            Files.readAllLines(file(installation.home())).stream()
                    .map(line -> line.split(" "))
                    .forEach(words -> defaults.ports.put(Service.valueOf(words[0]), Integer.valueOf(words[1])));
        } catch (IOException | RuntimeException e) {
            // Nothing runs, or a file that was cut while the machine went down.
            return of(installation.variables());
        }
        return defaults;
    }

    void write(Home home) throws IOException {
        String text = ports.entrySet().stream()
                .map(port -> port.getKey().name() + " " + port.getValue() + "\n")
                .collect(Collectors.joining());
        Path fresh = file(home).resolveSibling("endpoints.new");
        Files.writeString(fresh, text);
        Files.move(fresh, file(home), StandardCopyOption.ATOMIC_MOVE);
    }

    int port(Service service) {
        return ports.getOrDefault(service, service.defaultPort());
    }

    /** Address of a service for callers on this machine. */
    String url(Service service) {
        return "http://127.0.0.1:" + port(service);
    }

    static Path file(Home home) {
        return home.run().resolve("endpoints");
    }
}
