package dev.atrium;

import dev.atrium.launcher.Console;
import dev.atrium.launcher.Home;
import dev.atrium.launcher.MySqlServer;
import dev.atrium.pool.JoinTokens;
import dev.atrium.shared.Actor;
import dev.atrium.shared.Slug;
import dev.atrium.testing.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * All of Atrium in this JVM, on a MySQL of its own, which a test may stop: the portal with the demo, a gateway and a
 * worker that joins with a token, each on free ports of loopback.
 */
public final class TestCluster implements AutoCloseable {

    private final Home home;
    private final List<Integer> ports;
    private final List<String> more;
    private MySqlServer mysql;
    private RunningRoles portal;
    private RunningRoles gateway;
    private RunningRoles worker;

    /**
     * @param folder an empty folder for everything that it keeps
     * @param more   settings such as {@code --atrium.worker.slots=1}
     */
    public TestCluster(Path folder, String... more) throws IOException {
        this.more = List.of(more);
        home = new Home(folder);
        ports = FreePorts.take(6);
        mysql = MySqlServer.start(home, 0, Console.standard());
        portal = start("portal");
        writeJoinToken();
        gateway = start("gateway");
        worker = start("worker");
    }

    /** A bean of the portal. */
    public <T> T bean(Class<T> type) {
        return portal.newest().getBean(type);
    }

    /** Where browsers reach the portal, on loopback. */
    public int portalPort() {
        return ports.get(0);
    }

    /** Where callers reach the gateway. */
    public URI gateway(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(ports.get(2), path));
    }

    /** Where operators reach it. */
    URI gatewayOperations(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(ports.get(3), path));
    }

    URI workerOperations(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(ports.get(5), path));
    }

    /** Asks the management port to do something, as the launcher does, and returns what it answers. */
    String manage(String path, String json) throws IOException {
        var token = Files.readString(home.path().resolve("secrets/management-token"));
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/manage/v1/%s".formatted(ports.get(1), path)))
                .header("authorization", "Bearer " + token.strip())
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public void stopGateway() {
        gateway.close();
    }

    public void startGateway() {
        gateway = start("gateway");
    }

    void stopPortal() {
        portal.close();
    }

    void startPortal() {
        portal = start("portal");
    }

    /** The worker's machine is set up anew: another identity, nothing downloaded. */
    void replaceWorker() throws IOException {
        worker.close();
        FileSystemUtils.deleteRecursively(home.path().resolve("worker"));
        writeJoinToken();
        worker = start("worker");
    }

    public void stopMySql() {
        mysql.close();
    }

    public void startMySql() {
        mysql = MySqlServer.start(home, mysql.port(), Console.standard());
    }

    @Override
    public void close() {
        worker.close();
        gateway.close();
        portal.close();
        mysql.close();
    }

    private RunningRoles start(String role) {
        var secrets = home.path().resolve("secrets");
        var settings = new ArrayList<>(List.of(
                "--atrium.roles=" + role,
                "--atrium.home=" + home.path(),
                "--atrium.logs=text",
                "--atrium.demo.enabled=true",
                "--atrium.portal.port=" + ports.get(0),
                "--atrium.management.port=" + ports.get(1),
                "--atrium.gateway.port=" + ports.get(2),
                "--atrium.gateway.operations-port=" + ports.get(3),
                "--atrium.gateway.warm-up-requests=0",
                "--atrium.worker.port=" + ports.get(4),
                "--atrium.worker.operations-port=" + ports.get(5),
                "--atrium.worker.portal-url=http://127.0.0.1:" + ports.get(0),
                "--atrium.mysql.url=" + mysql.url(),
                "--atrium.mysql.application.user=atrium_application",
                "--atrium.mysql.application.password-file=" + secrets.resolve("mysql-application"),
                "--atrium.mysql.migrator.user=atrium_migrator",
                "--atrium.mysql.migrator.password-file=" + secrets.resolve("mysql-migrator")));
        settings.addAll(more);
        return RunningRoles.start(settings.toArray(String[]::new));
    }

    private void writeJoinToken() throws IOException {
        var issued = bean(JoinTokens.class)
                .issue(new Actor.LocalOperator(), null, new Slug("default"), 1, Duration.ofHours(1));
        Files.writeString(home.path().resolve("secrets/join-token"), issued.token());
    }
}
