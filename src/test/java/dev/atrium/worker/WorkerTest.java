package dev.atrium.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atrium.agent.Heartbeat.AssignedFile;
import dev.atrium.agent.Heartbeat.Assignment;
import dev.atrium.agent.Heartbeat.State;
import dev.atrium.agent.Inference;
import dev.atrium.agent.SigningKey;
import dev.atrium.shared.ReplicaId;
import dev.atrium.shared.WorkerId;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** A whole worker against a stand-in for the portal, over real HTTP. */
class WorkerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path home;

    private final StandInPortal portal = new StandInPortal();
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable Worker worker;

    @BeforeEach
    void writeToken() throws IOException {
        Files.createDirectories(home.resolve("secrets"));
        Files.writeString(home.resolve("secrets/join-token"), StandInPortal.TOKEN + "\n");
    }

    @AfterEach
    void stop() {
        if (worker != null) {
            worker.stop();
        }
        portal.close();
        http.close();
    }

    @Test
    void servesWhatItShould() throws Exception {
        var replica = ready(new TinyModel());

        var answer = call(replica, "{\"model\": \"acme/tiny:production\", \"input\": [\"one\", \"two three\"]}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue(Inference.LOAD_HEADER)).contains("running=0;queued=0;slots=2");
        var body = JsonMapper.shared().readTree(answer.body());
        assertThat(body.at("/object").asString()).isEqualTo("list");
        assertThat(body.at("/model").asString()).isEqualTo("acme/tiny:production");
        assertThat(body.at("/data/0/object").asString()).isEqualTo("embedding");
        assertThat(body.at("/data/1/index").asInt()).isEqualTo(1);
        assertThat(body.at("/data/1/embedding").size()).isEqualTo(TinyModel.DIMENSIONS);
        assertThat(body.at("/usage/prompt_tokens").asInt()).isEqualTo(3);
        assertThat(body.at("/usage/total_tokens").asInt()).isEqualTo(3);
    }

    @Test
    void base64SaysTheSameAsNumbers() throws Exception {
        var replica = ready(new TinyModel());

        var numbers = vector(call(replica, "{\"model\": \"m\", \"input\": \"one four\"}"));
        var base64 =
                vector(call(replica, "{\"model\": \"m\", \"input\": \"one four\", \"encoding_format\": \"base64\"}"));

        assertThat(base64).isEqualTo(numbers).hasSize(TinyModel.DIMENSIONS);
    }

    @Test
    void refusesInputThatIsTooLong() throws Exception {
        var replica = ready(new TinyModel());

        var answer = call(replica, "{\"model\": \"m\", \"input\": [\"one\", \"%s\"]}".formatted("two ".repeat(17)));

        assertError(
                answer,
                400,
                "context_length_exceeded",
                "input",
                "input[1] has 17 tokens, but this model takes 16 at most. Split it into shorter texts.");
    }

    @Test
    void refusesBodiesThatAreTooLargeOrOfAnotherType() throws Exception {
        var replica = ready(new TinyModel());

        assertError(
                call(replica, "{\"model\": \"m\", \"input\": \"%s\"}".formatted("x".repeat(1 << 20))),
                413,
                "body_too_large",
                null,
                "The body is too large. Send fewer inputs per request.");
        var text = request(replica, "hello")
                .setHeader("content-type", "text/plain")
                .build();
        assertError(
                http.send(text, BodyHandlers.ofString()),
                415,
                "unsupported_media_type",
                null,
                "Send the body as 'content-type: application/json'.");
    }

    @Test
    void answersGatewaysOnly() throws Exception {
        var replica = ready(new TinyModel());
        var stranger = request(replica, "{\"model\": \"m\", \"input\": \"one\"}")
                .setHeader("authorization", "Bearer " + portal.gatewayToken(WorkerId.next()))
                .build();

        assertError(
                http.send(stranger, BodyHandlers.ofString()),
                401,
                "invalid_gateway_token",
                null,
                "This worker answers gateways only, with a token that they signed for it and that has not expired.");
    }

    @Test
    void saysThatAReplicaIsNotHere() throws Exception {
        ready(new TinyModel());
        var other = ReplicaId.next();

        assertError(
                call(other, "{\"model\": \"m\", \"input\": \"one\"}"),
                404,
                "replica_not_here",
                null,
                "Replica %s does not run here. Try another.".formatted(other));
    }

    @Test
    void provesWhoItIs() throws Exception {
        ready(new TinyModel());
        var nonce = Base64.getEncoder().encodeToString(new byte[32]);
        var token = portal.gatewayToken(portal.joined.getLast());

        var answer = http.send(
                HttpRequest.newBuilder(URI.create(address() + Inference.HELLO_PATH))
                        .header("authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofString("{\"nonce\": \"%s\"}".formatted(nonce)))
                        .build(),
                BodyHandlers.ofString());

        var signature = JsonMapper.shared()
                .readValue(answer.body(), Inference.HelloAnswer.class)
                .signature();
        var key = SigningKey.decode(
                Files.readAllLines(home.resolve("worker/identity")).getFirst());
        assertThat(SigningKey.verifies(key.publicKey(), "hello\n%s\n%s".formatted(nonce, token), signature))
                .isTrue();
    }

    @Test
    void keepsItsIdentityToItselfAndForTheNextStart() throws Exception {
        ready(new TinyModel());
        var file = home.resolve("worker/identity");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).contains(portal.joined.getLast().text());
        stopWorker();
        var beats = portal.reports.size();
        start();
        await().atMost(PATIENCE).until(() -> portal.reports.size() > beats);
        assertThat(portal.joined).hasSize(1);
    }

    @Test
    void joinsAgainWhenThePortalDoesNotKnowIt() throws Exception {
        var replica = ready(new TinyModel());

        portal.forgetWorkers();

        await().atMost(PATIENCE).until(() -> portal.joined.size() == 2);
        await().atMost(PATIENCE)
                .until(() ->
                        call(replica, "{\"model\": \"m\", \"input\": \"one\"}").statusCode() == 200);
    }

    @Test
    void goesOnWhenThePortalComesBack() throws Exception {
        var replica = ready(new TinyModel());
        var before = portal.uri().getPort();
        var token = portal.gatewayToken(portal.joined.getLast());
        portal.close();

        var meanwhile = http.send(
                request(replica, "{\"model\": \"m\", \"input\": \"one\"}")
                        .setHeader("authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());

        assertThat(meanwhile.statusCode()).isEqualTo(200);
        try (var back = new StandInPortal(before)) { // it knows nobody, so that the worker has to join it
            await().atMost(PATIENCE).until(() -> !back.reports.isEmpty());
        }
    }

    @Test
    void waitsForItsToken() throws Exception {
        Files.delete(home.resolve("secrets/join-token"));
        start();
        assertThat(operations("/readyz").statusCode()).isEqualTo(503);
        assertThat(operations("/healthz").statusCode()).isEqualTo(200);

        writeToken();

        await().atMost(PATIENCE).until(() -> operations("/readyz").statusCode() == 200);
    }

    @Test
    void endsWhatIsNoLongerWantedAndForgetsItsFiles() throws Exception {
        var assignment = portal.want(new TinyModel().write(home.resolve("model")));
        start();
        awaitState(assignment, State.READY);
        assertThat(files("worker/objects")).hasSize(3);

        portal.unwant(assignment);

        await().atMost(PATIENCE).until(() -> files("worker/objects").isEmpty());
        await().atMost(PATIENCE).until(() -> files("worker/replicas").isEmpty());
        assertThat(call(assignment.replica(), "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void tellsWhyAModelCannotRun() throws Exception {
        var assignment = portal.want(
                new TinyModel().input("pixel_values", TinyModel.INT64, -1, -1).write(home.resolve("model")));
        start();

        awaitState(assignment, State.FAILED);

        assertThat(portal.report(assignment.replica()).orElseThrow().reason())
                .isEqualTo("The graph asks for the input 'pixel_values', which is not supported for embeddings."
                        + " Export it for feature extraction.");
    }

    @Test
    void keepsFilesInTheirFolder() throws Exception {
        var honest = portal.want(new TinyModel().write(home.resolve("model")));
        portal.unwant(honest);
        var files = new ArrayList<>(honest.files());
        files.add(new AssignedFile("../../../escaped", honest.files().getFirst().digest(), 1));
        var evil = portal.want(new Assignment(ReplicaId.next(), "acme/evil@v1", files));
        start();

        awaitState(evil, State.FAILED);

        assertThat(portal.report(evil.replica()).orElseThrow().reason())
                .isEqualTo("The file name '../../../escaped' is not allowed."
                        + " Publish the version again with plain relative names.");
        assertThat(home.resolve("escaped")).doesNotExist();
    }

    @Test
    void goesOnWithAnInterruptedDownload() throws Exception {
        var half = new int[] {0};
        portal.sending = content ->
                content.length > 200 && half[0]++ == 0 ? Arrays.copyOf(content, content.length / 2) : content;
        var assignment = portal.want(new TinyModel().write(home.resolve("model")));
        start();

        awaitState(assignment, State.READY);

        assertThat(portal.ranges).anyMatch(range -> range.matches("bytes=[1-9][0-9]*-"));
    }

    @Test
    void fetchesAgainWhatArrivedDamaged() throws Exception {
        portal.sending = content -> {
            var damaged = content.clone();
            damaged[0] ^= 1;
            return damaged;
        };
        var assignment = portal.want(new TinyModel().write(home.resolve("model")));
        start();
        awaitState(assignment, State.FAILED);
        assertThat(portal.report(assignment.replica()).orElseThrow().reason())
                .isEqualTo("config.json arrived damaged: its SHA-256 is not that of the manifest."
                        + " It is fetched again; if this stays, publish the version again.");

        portal.sending = content -> content;

        awaitState(assignment, State.READY);
    }

    @Test
    void checksFilesThatItKept() throws Exception {
        var assignment = portal.want(new TinyModel().write(home.resolve("model")));
        start();
        awaitState(assignment, State.READY);
        stopWorker();
        var fetched = portal.ranges.size();
        var graph = home.resolve("worker/objects").resolve(digestOf(assignment, "model.onnx"));
        Files.delete(graph);
        Files.writeString(graph, "not what was fetched");

        start();

        awaitState(assignment, State.READY);
        assertThat(portal.ranges).hasSize(fetched + 1);
    }

    @Test
    void measuresWithoutTellingWhatWasAsked() throws Exception {
        var replica = ready(new TinyModel());
        call(replica, "{\"model\": \"m\", \"input\": \"one two\"}");

        var metrics = operations("/metrics").body();

        assertThat(metrics)
                .contains("atrium_worker_tokens_total 2.0")
                .contains("atrium_worker_requests_seconds_count{operation=\"embeddings\",outcome=\"answered\"} 1")
                .contains("atrium_worker_replicas_ready 1.0");
    }

    private ReplicaId ready(TinyModel model) throws Exception {
        var assignment = portal.want(model.write(home.resolve("model")));
        start();
        awaitState(assignment, State.READY);
        return assignment.replica();
    }

    private void start() throws IOException {
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

    private void stopWorker() {
        running().stop();
        worker = null;
    }

    private Worker running() {
        return Objects.requireNonNull(worker);
    }

    private String address() {
        return running().address();
    }

    private void awaitState(Assignment assignment, State state) {
        await().atMost(PATIENCE)
                .until(() -> portal.report(assignment.replica())
                        .filter(report -> report.state() == state)
                        .isPresent());
    }

    private HttpResponse<String> call(ReplicaId replica, String body) throws Exception {
        return http.send(request(replica, body).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(ReplicaId replica, String body) {
        return HttpRequest.newBuilder(URI.create(address() + Inference.path(replica, "/v1/embeddings")))
                .header("authorization", "Bearer " + portal.gatewayToken(portal.joined.getLast()))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private HttpResponse<String> operations(String path) throws Exception {
        var uri = URI.create("http://127.0.0.1:%d%s".formatted(running().operationsPort(), path));
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private List<Path> files(String folder) throws IOException {
        try (var all = Files.list(home.resolve(folder))) {
            return all.toList();
        }
    }

    private static String digestOf(Assignment assignment, String path) {
        return assignment.files().stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow()
                .digest()
                .hex();
    }

    private static float[] vector(HttpResponse<String> answer) {
        var embedding = JsonMapper.shared().readTree(answer.body()).at("/data/0/embedding");
        if (embedding.isArray()) {
            var numbers = new float[embedding.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = embedding.get(i).floatValue();
            }
            return numbers;
        }
        var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(embedding.asString()))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        var numbers = new float[bytes.remaining()];
        bytes.get(numbers);
        return numbers;
    }

    private static void assertError(
            HttpResponse<String> answer, int status, String code, @Nullable String param, String message) {
        var error = JsonMapper.shared().readTree(answer.body()).path("error");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(error.path("code").asString()).isEqualTo(code);
        assertThat(error.path("param").isNull() ? null : error.path("param").asString())
                .isEqualTo(param);
        assertThat(error.path("message").asString()).isEqualTo(message);
    }
}
