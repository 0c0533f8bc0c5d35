package dev.atrium;

import dev.atrium.testing.FreePorts;
import dev.atrium.testing.TestMySql;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/** Roles of the real program in this JVM, on the test server and on free ports. */
public final class TestRoles implements AutoCloseable {

    private final RunningRoles roles;
    private final Path home;
    private final int portalPort;
    private final int managementPort;
    private final HttpClient http = HttpClient.newHttpClient();

    private TestRoles(RunningRoles roles, Path home, int portalPort, int managementPort) {
        this.roles = roles;
        this.home = home;
        this.portalPort = portalPort;
        this.managementPort = managementPort;
    }

    /**
     * Starts roles, for example {@code portal,gateway}.
     *
     * @param home an empty folder
     * @param more further settings, as {@code --atrium.demo.enabled=true}; they win
     */
    public static TestRoles start(Path home, String roles, String... more) throws IOException {
        var ports = FreePorts.take(6);
        var mysql = TestMySql.settings();
        var args = new ArrayList<String>(List.of(
                "--atrium.roles=" + roles,
                "--atrium.home=" + home,
                "--atrium.logs=text",
                "--atrium.portal.port=" + ports.get(0),
                "--atrium.management.port=" + ports.get(1),
                "--atrium.gateway.port=0",
                "--atrium.gateway.operations-port=0",
                "--atrium.gateway.warm-up-requests=0",
                "--atrium.mysql.url=" + mysql.url(),
                "--atrium.mysql.application.user=" + mysql.application().user(),
                "--atrium.mysql.application.password-file="
                        + mysql.application().passwordFile(),
                "--atrium.mysql.migrator.user=" + mysql.migrator().user(),
                "--atrium.mysql.migrator.password-file=" + mysql.migrator().passwordFile()));
        if (roles.contains("worker")) {
            args.add("--atrium.worker.port=" + ports.get(2));
            args.add("--atrium.worker.operations-port=" + ports.get(3));
        }
        for (var setting : more) {
            args.removeIf(other -> other.startsWith(setting.substring(0, setting.indexOf('=') + 1)));
            args.add(setting);
        }
        return new TestRoles(RunningRoles.start(args.toArray(String[]::new)), home, ports.get(0), ports.get(1));
    }

    /** The context of the role that started last. */
    public ConfigurableApplicationContext context() {
        return roles.newest();
    }

    public int portalPort() {
        return portalPort;
    }

    public int managementPort() {
        return managementPort;
    }

    /** Asks the management port as the local operator. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(authorized(path).GET().build());
    }

    /** Tells the management port as the local operator. */
    public HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(authorized(path)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
        roles.close();
    }

    private HttpRequest.Builder authorized(String path) throws IOException {
        var token = Files.readString(home.resolve("secrets/management-token"));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path))
                .header("authorization", "Bearer " + token);
    }
}
