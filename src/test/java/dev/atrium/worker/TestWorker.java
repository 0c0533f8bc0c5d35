package dev.atrium.worker;

import static org.awaitility.Awaitility.await;

import dev.atrium.agent.Heartbeat.Assignment;
import dev.atrium.agent.Heartbeat.State;
import dev.atrium.agent.Inference;
import dev.atrium.shared.ReplicaId;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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

    private @Nullable Worker worker;

    /** It does not start yet. */
    TestWorker(Path home) throws IOException {
        this.home = home;
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
        var settings = new Binder(new MapConfigurationPropertySource(Map.of(
                        "atrium.worker.port", "0",
                        "atrium.worker.operations-port", "0",
                        "atrium.worker.slots", "2",
                        "atrium.worker.max-body", "100KB",
                        "atrium.worker.portal-url", portal.uri().toString())))
                .bindOrCreate("atrium.worker", WorkerSettings.class);
        worker = new WorkerConfiguration()
                .worker(
                        settings,
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

    HttpResponse<String> operations(String path) throws Exception {
        var uri = URI.create("http://127.0.0.1:%d%s".formatted(running().operationsPort(), path));
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
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
