package dev.atrium.testing;

import dev.atrium.launcher.Console;
import dev.atrium.launcher.FirstPerson;
import dev.atrium.launcher.Home;
import dev.atrium.launcher.KeycloakPorts;
import dev.atrium.launcher.KeycloakServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.util.FileSystemUtils;

/**
 * The one Keycloak of a test run, with the demo people. It starts with the first test that asks and ends with the JVM.
 */
public final class TestKeycloak {

    private TestKeycloak() {}

    public static KeycloakServer server() {
        return Running.INSTANCE.server;
    }

    /** Those that its first configuration made. */
    public static List<FirstPerson> people() {
        return Running.INSTANCE.people;
    }

    public static String password(FirstPerson person) {
        return Running.INSTANCE.home.secrets().get(person.secret());
    }

    /** Where the portal finds what it proves itself with. */
    public static Path clientSecretFile() {
        return Running.INSTANCE.home.secrets().file(KeycloakServer.CLIENT_SECRET);
    }

    /** Where it keeps all that it keeps, its logs too. */
    public static Path folder() {
        return Running.INSTANCE.home.path();
    }

    /** Settings of a portal at which they sign in. */
    public static String[] settings() {
        return new String[] {
            "--atrium.keycloak.url=" + server().ports().url(),
            "--atrium.keycloak.client-secret-file=" + clientSecretFile(),
            "--atrium.keycloak.registration=true"
        };
    }

    private record Running(KeycloakServer server, List<FirstPerson> people, Home home) {

        static final Running INSTANCE = start();

        private static Running start() {
            try {
                Path folder = Files.createTempDirectory("atrium-test");
                Home home = new Home(folder);
                List<Integer> ports = FreePorts.take(2);
                KeycloakServer server = KeycloakServer.start(
                        home,
                        Path.of("infra/keycloak/realm.json"),
                        new KeycloakPorts(ports.get(0), ports.get(1)),
                        Optional.empty(),
                        Console.standard());
                Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, folder)));
                server.awaitReady();
                return new Running(server, server.configure(List.of("http://127.0.0.1"), true, FirstPerson.DEMO), home);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void end(KeycloakServer server, Path folder) {
            server.kill();
            try {
                FileSystemUtils.deleteRecursively(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
