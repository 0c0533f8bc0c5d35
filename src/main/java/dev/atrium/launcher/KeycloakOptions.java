package dev.atrium.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How Keycloak is started: by Java itself, since its script leaves a child behind when it is killed. */
final class KeycloakOptions {

    private static final String MAIN = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";

    private KeycloakOptions() {}

    /** Builds an unpacked server, in its own folder. */
    static List<String> build(Path image) {
        List<String> command = java(image, image, List.of());
        command.addAll(List.of("build", "--db=dev-file", "--health-enabled=true"));
        return command;
    }

    /**
     * Imports the realms in {@code data/import} of a home into its new database, and keeps the classes that it
     * needed in an archive when it ends.
     */
    static List<String> template(Path image, Path home, KeycloakPorts ports, Path archive) {
        List<String> command =
                java(image, home, List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive));
        command.addAll(start(ports, ports.url()));
        command.add("--import-realm");
        return command;
    }

    /**
     * @param url     where browsers reach it; everything that it says of itself begins so
     * @param archive of classes, which saves a third of the start; one that does not fit is ignored
     */
    static List<String> server(Path image, Path home, KeycloakPorts ports, String url, Path archive) {
        List<String> more = Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of();
        List<String> command = java(image, home, more);
        command.addAll(start(ports, url));
        if (!url.equals(ports.url())) {
            // Only a proxy reaches it then.
            command.add("--proxy-headers=xforwarded");
        }
        return command;
    }

    /** Takes away what would change a Keycloak of ours, or what is none of its business. */
    static void clean(Map<String, String> environment) {
        environment
                .keySet()
                .removeIf(name -> name.startsWith("KC_")
                        || name.startsWith("KEYCLOAK_")
                        || name.startsWith("QUARKUS_")
                        || name.startsWith("ATRIUM_"));
    }

    private static List<String> start(KeycloakPorts ports, String url) {
        return List.of(
                "start",
                "--optimized",
                // Without it, it looks for others of its kind in the local network.
                "--cache=local",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + ports.http(),
                "--http-management-host=127.0.0.1",
                "--http-management-port=" + ports.management(),
                "--hostname=" + url,
                // Each look at its health while it starts would be a line.
                "--log-level=INFO,io.smallrye.health:WARN");
    }

    private static List<String> java(Path image, Path home, List<String> more) {
        List<String> command = new ArrayList<>(List.of(
                Jvm.java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xms64m",
                "-Xmx512m",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:+ExitOnOutOfMemoryError",
                // That an archive is used without its modules is an error to the JVM, at each start, and none to us.
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-Xlog:cds*=off:stderr",
                "-Xlog:aot*=off:stderr"));
        command.addAll(more);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dpicocli.disable.closures=true",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-cp",
                image.resolve("lib/quarkus-run.jar").toString(),
                MAIN));
        return command;
    }
}
