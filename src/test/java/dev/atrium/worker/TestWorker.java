package dev.atrium.worker;

import static org.awaitility.Awaitility.await;

import dev.atrium.agent.Heartbeat.Assignment;
import dev.atrium.agent.Heartbeat.State;
import dev.atrium.agent.Inference;
import dev.atrium.shared.ReplicaId;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** A whole worker with a stand-in for its portal, and a client that calls it as a gateway does. */
final class TestWorker implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    final Path home;
    final StandInPortal portal = new StandInPortal();
    final HttpClient http = HttpClient.newBuilder().version(Version.HTTP_1_1).build();

    private final Map<String, String> settings = new HashMap<>(Map.of(
            "atrium.worker.port", "0",
            "atrium.worker.operations-port", "0",
            "atrium.worker.slots", "2",
            "atrium.worker.max-body", "100KB",
            "atrium.worker.portal-url", portal.uri().toString()));
    private @Nullable Worker worker;

    /** It does not start yet. */
    TestWorker(Path home) throws IOException {
        this(home, Map.of());
    }

    /** @param more settings with their whole names */
    TestWorker(Path home, Map<String, String> more) throws IOException {
        this.home = home;
        settings.putAll(more);
        writeToken();
    }

    void writeToken() throws IOException {
        Files.createDirectories(home.resolve("secrets"));
        Files.writeString(home.resolve("secrets/join-token"), StandInPortal.TOKEN + "\n");
    }

    ReplicaId ready(TinyModel model) throws Exception {
        return ready(model.write(home.resolve("model")));
    }

    ReplicaId ready(Path folder) throws Exception {
        var assignment = portal.want(folder);
        start();
        awaitState(assignment, State.READY);
        return assignment.replica();
    }

    void start() throws IOException {
        var bound = new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("atrium.worker", WorkerSettings.class);
        worker = new WorkerConfiguration()
                .worker(
                        bound,
                        home,
                        "test",
                        Clock.systemUTC(),
                        JsonMapper.shared(),
                        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        worker.start();
    }

    void stop() {
        running().stop();
        worker = null;
    }

    private Worker running() {
        return Objects.requireNonNull(worker);
    }

    String address() {
        return running().address();
    }

    void awaitState(Assignment assignment, State state) {
        await().atMost(PATIENCE)
                .until(() -> portal.report(assignment.replica())
                        .filter(report -> report.state() == state)
                        .isPresent());
    }

    HttpResponse<String> call(ReplicaId replica, String body) throws Exception {
        return http.send(request(replica, body).build(), BodyHandlers.ofString());
    }

    HttpRequest.Builder request(ReplicaId replica, String body) {
        return request(replica, "/v1/embeddings", body);
    }

    HttpRequest.Builder request(ReplicaId replica, String path, String body) {
        return HttpRequest.newBuilder(URI.create(address() + Inference.path(replica, path)))
                .header("authorization", "Bearer " + portal.gatewayToken(portal.joined.getLast()))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    /** Sends a request byte by byte, for what a client does not show. */
    Socket open(ReplicaId replica, String path, String body) throws IOException {
        var request = request(replica, path, body).build();
        var socket = new Socket(request.uri().getHost(), request.uri().getPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        var token = request.headers().firstValue("authorization").orElseThrow();
        var text =
                "POST %s HTTP/1.1\r\nhost: worker\r\nauthorization: %s\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%s"
                        .formatted(request.uri().getPath(), token, body.length(), body);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Everything up to and with {@code mark}, or up to the end of the connection. */
    static String readUntil(Socket socket, String mark) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf(mark) < 0) {
            var next = socket.getInputStream().read();
            if (next < 0) {
                return text.toString();
            }
            text.append((char) next);
        }
        return text.toString();
    }

    HttpResponse<String> operations(String path) throws Exception {
        var uri = URI.create("http://127.0.0.1:%d%s".formatted(running().operationsPort(), path));
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    /** The sum of what a gauge or counter shows. */
    double metric(String name) throws Exception {
        return operations("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .sum();
    }

    List<Path> files(String folder) throws IOException {
        try (var all = Files.list(home.resolve(folder))) {
            return all.toList();
        }
    }

    @Override
    public void close() {
        if (worker != null) {
            stop();
        }
        portal.close();
        http.close();
    }
}
