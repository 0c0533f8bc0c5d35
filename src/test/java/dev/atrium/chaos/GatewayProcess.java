package dev.atrium.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A gateway in a process of its own. */
final class GatewayProcess {

    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final int port;
    private final int operationsPort;

    private GatewayProcess(Process process, int port, int operationsPort) {
        this.process = process;
        this.port = port;
        this.operationsPort = operationsPort;
    }

    /** Starts a gateway on free ports and waits until it is ready. */
    static GatewayProcess start(Path home, String mysql, Path log) throws IOException, InterruptedException {
        var port = freePort();
        var operationsPort = freePort();
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.atrium.Atrium"));
        command.addAll(arguments(home, mysql, port, operationsPort));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("ATRIUM_"));
        var process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        var gateway = new GatewayProcess(process, port, operationsPort);
        gateway.awaitReady(log);
        return gateway;
    }

    private static List<String> arguments(Path home, String mysql, int port, int operationsPort) {
        return List.of(
                "--atrium.roles=gateway",
                "--atrium.home=" + home,
                "--atrium.mysql.url=" + mysql,
                "--atrium.mysql.application.user=atrium_application",
                "--atrium.mysql.application.password-file=" + home.resolve("secrets/mysql-application"),
                "--atrium.gateway.port=" + port,
                "--atrium.gateway.operations-port=" + operationsPort,
                "--atrium.gateway.warm-up-requests=0",
                "--atrium.metering.journal.segment=4MB",
                "--atrium.metering.journal.keep-forced=true");
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("process %d survived its kill".formatted(process.pid()));
        }
    }

    /** Stops it in order. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            kill();
        }
    }

    JsonNode journal() throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(get("/journal").body());
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                kill();
                throw new IllegalStateException("The gateway did not become ready. See " + log);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return get("/readyz").statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + operationsPort + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
