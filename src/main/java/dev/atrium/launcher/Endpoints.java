package dev.atrium.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the running services listen, kept in a file for the other commands, whose environment need not be that of
 * {@code ./atrium run}.
 */
record Endpoints(Map<Service, Endpoint> services) {

    static final String LOOPBACK = "127.0.0.1";

    /** @param address that it is bound to, as configured: a name, or a literal without brackets */
    record Endpoint(String address, int port) {}

    /** Where services will listen. */
    static Endpoints of(Variables variables) {
        Map<Service, Endpoint> services = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            services.put(service, new Endpoint(variables.address(service), variables.port(service)));
        }
        return new Endpoints(services);
    }

    /** What runs, or what would if nothing does. */
    static Endpoints read(Installation installation) {
        Endpoints defaults = of(installation.variables());
        try {
            Files.readAllLines(file(installation.home())).stream()
                    .map(line -> line.split(" "))
                    .forEach(words -> defaults.services.put(
                            Service.valueOf(words[0]), new Endpoint(words[1], Integer.parseInt(words[2]))));
        } catch (IOException | RuntimeException e) {
            // Nothing runs, or a file that was cut while the machine went down.
            return of(installation.variables());
        }
        return defaults;
    }

    void write(Home home) throws IOException {
        String text = services.entrySet().stream()
                .map(service -> "%s %s %d\n"
                        .formatted(
                                service.getKey().name(),
                                service.getValue().address(),
                                service.getValue().port()))
                .collect(Collectors.joining());
        PrivateFile.write(file(home), text);
    }

    Endpoint of(Service service) {
        return Optional.ofNullable(services.get(service)).orElse(new Endpoint(LOOPBACK, service.defaultPort()));
    }

    int port(Service service) {
        return of(service).port();
    }

    /** Address of a service for callers on this machine. A worker beyond loopback speaks TLS. */
    String url(Service service) {
        boolean tls = service == Service.WORKER && !isLoopback(service);
        return "%s://%s:%d"
                .formatted(
                        tls ? "https" : "http", hostForThisMachine(of(service).address()), port(service));
    }

    /** Whether only this machine reaches it. */
    boolean isLoopback(Service service) {
        try {
            return InetAddress.getByName(of(service).address()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    // One that is bound to every address is asked at loopback.
    private static String hostForThisMachine(String address) {
        try {
            if (InetAddress.getByName(address).isAnyLocalAddress()) {
                return LOOPBACK;
            }
        } catch (UnknownHostException e) {
            // The service itself will say so.
        }
        return address.indexOf(':') >= 0 ? "[" + address + "]" : address;
    }

    static Path file(Home home) {
        return home.run().resolve("endpoints");
    }
}
