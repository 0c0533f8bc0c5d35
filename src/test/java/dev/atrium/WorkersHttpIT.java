package dev.atrium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atrium.agent.Files;
import dev.atrium.agent.Heartbeat;
import dev.atrium.agent.Heartbeat.ReplicaReport;
import dev.atrium.agent.Join;
import dev.atrium.agent.SignedRequest;
import dev.atrium.agent.SigningKey;
import dev.atrium.agent.WorkerReport;
import dev.atrium.pool.Deployments;
import dev.atrium.pool.JoinTokens;
import dev.atrium.pool.Workers;
import dev.atrium.registry.Repositories;
import dev.atrium.registry.Visibility;
import dev.atrium.shared.Actor;
import dev.atrium.shared.Digest;
import dev.atrium.shared.ReplicaId;
import dev.atrium.shared.Slug;
import dev.atrium.shared.Uuids;
import dev.atrium.shared.WorkerId;
import dev.atrium.storage.Objects;
import dev.atrium.tenancy.Tenants;
import dev.atrium.testing.TestMySql;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The workers' HTTP of a running portal, called as a worker calls it, and as others might. */
class WorkersHttpIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Actor OPERATOR = new Actor.LocalOperator();
    private static final byte[] WEIGHTS = new byte[300_001];
    private static final byte[] NO_BODY = {};

    @TempDir
    private static Path home;

    private static RunningRoles portal;
    private static HttpClient http;
    private static Digest digest;

    private final SigningKey key = SigningKey.generate();

    @BeforeAll
    static void start() throws IOException {
        var mysql = TestMySql.settings();
        portal = RunningRoles.start(
                "--atrium.roles=portal",
                "--atrium.home=" + home,
                "--atrium.portal.port=0",
                "--atrium.management.port=0",
                "--atrium.mysql.url=" + mysql.url(),
                "--atrium.mysql.application.user=" + mysql.application().user(),
                "--atrium.mysql.application.password-file="
                        + mysql.application().passwordFile(),
                "--atrium.mysql.migrator.user=" + mysql.migrator().user(),
                "--atrium.mysql.migrator.password-file=" + mysql.migrator().passwordFile());
        http = HttpClient.newHttpClient();
        new Random(3).nextBytes(WEIGHTS);
        digest = deploy();
    }

    @AfterAll
    static void stop() {
        http.close();
        portal.close();
    }

    private static Digest deploy() throws IOException {
        var acme = bean(Tenants.class)
                .create(OPERATOR, new Slug("http-" + Uuids.toHex(Uuids.next())), "Acme", Currency.getInstance("USD"))
                .id();
        var repositories = bean(Repositories.class);
        var stored = bean(Objects.class)
                .store(acme, new ByteArrayInputStream(WEIGHTS))
                .digest();
        var model = repositories.createModel(OPERATOR, acme, new Slug("minilm"), Visibility.PRIVATE);
        var version = repositories.publish(OPERATOR, acme, model, Map.of("model.onnx", stored), "");
        bean(Deployments.class).deploy(OPERATOR, acme, version.version(), 1);
        return stored;
    }

    @Test
    void aWorkerJoinsIsToldWhatToRunAndFetchesIt() throws Exception {
        var worker = join();
        var replica = await().atMost(Duration.ofSeconds(20)).until(() -> assigned(worker), found -> found != null);

        var whole = get(worker, replica, digest, null);
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(WEIGHTS);
        assertThat(whole.headers().firstValue("etag")).contains("\"" + digest + "\"");

        var rest = get(worker, replica, digest, "bytes=300000-");
        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(WEIGHTS, 300_000, 300_001));
        assertThat(rest.headers().firstValue("content-range")).contains("bytes 300000-300000/300001");

        var beyond = get(worker, replica, digest, "bytes=300001-");
        assertThat(beyond.headers().firstValue("content-range")).contains("bytes */300001");
        assertProblem(
                beyond,
                416,
                "range_not_satisfiable",
                "The file has 300001 bytes, so none begins at 300001. Ask for less, or for the whole file.");

        assertNoSuchFile(worker, replica);
        bean(Workers.class).remove(OPERATOR, worker);
        assertProblem(
                get(worker, replica, digest, null),
                401,
                "worker_removed",
                "Worker %s was removed from its pool. To add it again, start it with a new join token."
                        .formatted(worker));
    }

    /** What another worker runs, what the replica does not need, and what nobody has: nothing tells them apart. */
    private void assertNoSuchFile(WorkerId worker, ReplicaId replica) throws Exception {
        var other = SigningKey.generate();
        var stranger = join(other);
        var answers = List.of(
                send(signed("GET", Files.path(replica, digest), NO_BODY, stranger, other, Instant.now())),
                get(worker, replica, Digest.of("another".getBytes(StandardCharsets.UTF_8)), null),
                get(worker, ReplicaId.next(), digest, null),
                getPath(worker, "/worker/v1/replicas/nonsense/files/" + digest),
                getPath(worker, "/worker/v1/replicas/" + replica + "/files/nonsense"));

        for (var answer : answers) {
            assertProblem(answer, 404, "no_such_file", "No replica that is assigned to this worker has such a file.");
        }
        bean(Workers.class).remove(OPERATOR, stranger);
    }

    @Test
    void refusesACallWhoseBodyWasChanged() throws Exception {
        var worker = join();
        var signedBody = JSON.writeValueAsBytes(new Heartbeat.Request(report(), List.of()));
        var other = JSON.writeValueAsBytes(new Heartbeat.Request(
                report(), List.of(new ReplicaReport(ReplicaId.next(), Heartbeat.State.READY, "", null))));
        var request = signed("POST", Heartbeat.PATH, signedBody, worker, key, Instant.now())
                .POST(BodyPublishers.ofByteArray(other));

        assertProblem(
                send(request),
                401,
                "bad_signature",
                "The signature does not fit this call. Was it changed on its way, or its key?");
        bean(Workers.class).remove(OPERATOR, worker);
    }

    @Test
    void refusesARecordedCallAndOneOfTheFuture() throws Exception {
        var worker = join();
        var body = JSON.writeValueAsBytes(new Heartbeat.Request(report(), List.of()));
        for (var wrong : List.of(Duration.ofSeconds(-301), Duration.ofSeconds(310))) {
            var at = Instant.now().plus(wrong);
            var answer = send(signed("POST", Heartbeat.PATH, body, worker, key, at));

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(problem(answer).path("code").asString()).isEqualTo("stale_time");
            assertThat(problem(answer).path("detail").asString())
                    .startsWith(
                            "The call was signed at %s, and it is ".formatted(Instant.ofEpochMilli(at.toEpochMilli())))
                    .endsWith(" here. Set the clocks of both machines (NTP).");
        }
        bean(Workers.class).remove(OPERATOR, worker);
    }

    @Test
    void tellsAnUnknownWorkerToJoinAgain() throws Exception {
        var nobody = WorkerId.next();

        assertProblem(
                beat(nobody, List.of()),
                401,
                "unknown_worker",
                "Worker %s is not known here. Join again.".formatted(nobody));
    }

    @Test
    void refusesWhatIsNotSigned() throws Exception {
        var plain = HttpRequest.newBuilder(uri(Heartbeat.PATH)).POST(BodyPublishers.ofString("{}"));

        assertProblem(
                send(plain),
                401,
                "not_signed",
                "This call is not signed by a worker. Send x-atrium-worker, x-atrium-time and x-atrium-signature.");
    }

    @Test
    void nobodyJoinsWithAKeyThatIsNotTheirs() throws Exception {
        var body = JSON.writeValueAsBytes(
                new Join.Request(token(), "one", SigningKey.generate().publicKey(), report()));

        assertProblem(
                send(signed("POST", Join.PATH, body, null, key, Instant.now())),
                401,
                "bad_signature",
                "The signature does not fit this call. Was it changed on its way, or its key?");
    }

    @Test
    void badJsonAndHolesInItAreTheCallersFault() throws Exception {
        var worker = join();
        for (var body : List.of("", "null", "[]", "{", "{\"report\":null,\"replicas\":[]}", "{\"replicas\":[{}]}")) {
            var answer = send(
                    signed("POST", Heartbeat.PATH, body.getBytes(StandardCharsets.UTF_8), worker, key, Instant.now()));

            assertThat(answer.statusCode()).as(body).isEqualTo(400);
        }
        bean(Workers.class).remove(OPERATOR, worker);
    }

    @Test
    void refusesToReadAJoinOfManyBytes() throws Exception {
        assertThat(statusBeforeTheBody(Join.PATH, 64 * 1024 + 1, "")).isEqualTo("HTTP/1.1 413 ");
    }

    @Test
    void readsNoBodyOfAStranger() throws Exception {
        var stranger = "x-atrium-worker: %s\r\nx-atrium-time: %d\r\nx-atrium-signature: none\r\n"
                .formatted(WorkerId.next(), Instant.now().toEpochMilli());

        assertThat(statusBeforeTheBody(Heartbeat.PATH, 500_000, stranger)).isEqualTo("HTTP/1.1 401 ");
        assertThat(statusBeforeTheBody(Heartbeat.PATH, 500_000, "")).isEqualTo("HTTP/1.1 401 ");
    }

    @Test
    void readsNoBodyOfAnAddressThatTriedTooOften() throws Exception {
        var last = "";
        for (int attempt = 0; attempt < 60 && !last.endsWith(" 429 "); attempt++) {
            last = statusBeforeTheBody(Join.PATH, 64 * 1024 + 1, "", 3);
        }

        assertThat(last).isEqualTo("HTTP/1.1 429 ");
    }

    /** The answer to a request whose body never comes. */
    private static String statusBeforeTheBody(String path, int length, String headers) throws IOException {
        return statusBeforeTheBody(path, length, headers, 4);
    }

    private static String statusBeforeTheBody(String path, int length, String headers, int host) throws IOException {
        var from = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) host});
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), uri(path).getPort(), from, 0)) {
            socket.setSoTimeout(10_000);
            var request =
                    "POST %s HTTP/1.1\r\nhost: x\r\ncontent-length: %d\r\n%s\r\n".formatted(path, length, headers);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(13), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void limitsHowOftenOneAddressMayTryToJoin() throws Exception {
        try (var elsewhere = HttpClient.newBuilder()
                .localAddress(InetAddress.getByName("127.0.0.2"))
                .build()) {
            var body = "{}".getBytes(StandardCharsets.UTF_8);
            var request = HttpRequest.newBuilder(uri(Join.PATH))
                    .POST(BodyPublishers.ofByteArray(body))
                    .build();
            var last = elsewhere.send(request, BodyHandlers.ofByteArray());
            for (int attempt = 1; attempt < 30 && last.statusCode() != 429; attempt++) {
                last = elsewhere.send(request, BodyHandlers.ofByteArray());
            }

            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(last.headers().firstValueAsLong("retry-after")).isPresent();
            assertThat(problem(last).path("code").asString()).isEqualTo("too_many_joins");
        }
        assertThat(join()).isNotNull();
    }

    private @Nullable ReplicaId assigned(WorkerId worker) throws Exception {
        var answer = JSON.readValue(beat(worker, List.of()).body(), Heartbeat.Answer.class);
        return answer.wanted().stream()
                .filter(wanted -> wanted.files().getFirst().digest().equals(digest))
                .map(Heartbeat.Assignment::replica)
                .findFirst()
                .orElse(null);
    }

    private WorkerId join() throws Exception {
        return join(key);
    }

    private static WorkerId join(SigningKey key) throws Exception {
        var name = "w" + Uuids.toHex(Uuids.next());
        var body = JSON.writeValueAsBytes(new Join.Request(token(), name, key.publicKey(), report()));
        var answer = send(signed("POST", Join.PATH, body, null, key, Instant.now()));
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return JSON.readValue(answer.body(), Join.Answer.class).worker();
    }

    private static String token() {
        return bean(JoinTokens.class)
                .issue(OPERATOR, null, new Slug("default"), 1, Duration.ofMinutes(5))
                .token();
    }

    private HttpResponse<byte[]> beat(WorkerId worker, List<ReplicaReport> replicas) throws Exception {
        var body = JSON.writeValueAsBytes(new Heartbeat.Request(report(), replicas));
        return send(signed("POST", Heartbeat.PATH, body, worker, key, Instant.now()));
    }

    @Test
    void takesNoHeartbeatTwiceAndNoneFromBeforeTheLast() throws Exception {
        var worker = join();
        var body = JSON.writeValueAsBytes(new Heartbeat.Request(report(), List.of()));
        var at = Instant.now().plusSeconds(1);
        assertThat(send(signed("POST", Heartbeat.PATH, body, worker, key, at)).statusCode())
                .isEqualTo(200);

        for (var signedAt : List.of(at, at.minusMillis(1))) {
            assertProblem(
                    send(signed("POST", Heartbeat.PATH, body, worker, key, signedAt)),
                    401,
                    "replayed",
                    "A call that worker %s signed at %s or later came before this one. See that no other machine runs with a copy of its identity, and that its clock was not set back."
                            .formatted(worker, Instant.ofEpochMilli(signedAt.toEpochMilli())));
        }
        assertThat(send(signed("POST", Heartbeat.PATH, body, worker, key, at.plusMillis(1)))
                        .statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<byte[]> get(WorkerId worker, ReplicaId replica, Digest of, @Nullable String range)
            throws Exception {
        var request = signed("GET", Files.path(replica, of), NO_BODY, worker, key, Instant.now());
        return send(range == null ? request : request.header("range", range));
    }

    private HttpResponse<byte[]> getPath(WorkerId worker, String path) throws Exception {
        return send(signed("GET", path, NO_BODY, worker, key, Instant.now()));
    }

    private static HttpRequest.Builder signed(
            String method, String path, byte[] body, @Nullable WorkerId worker, SigningKey with, Instant at) {
        var request = HttpRequest.newBuilder(uri(path))
                .header(SignedRequest.TIME_HEADER, Long.toString(at.toEpochMilli()))
                .header(SignedRequest.SIGNATURE_HEADER, SignedRequest.sign(with, method, path, at, body))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        return worker == null ? request : request.header(SignedRequest.WORKER_HEADER, worker.text());
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static void assertProblem(HttpResponse<byte[]> answer, int status, String code, String message) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json;charset=UTF-8");
        assertThat(problem(answer).path("code").asString()).isEqualTo(code);
        assertThat(problem(answer).path("detail").asString()).isEqualTo(message);
    }

    private static JsonNode problem(HttpResponse<byte[]> answer) {
        return JSON.readTree(answer.body());
    }

    private static WorkerReport report() {
        return new WorkerReport("1", "http://127.0.0.1:7999", 2, 8L << 30, 8L << 30, List.of(), List.of("onnx"));
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:%s%s"
                .formatted(portal.newest().getEnvironment().getProperty("local.server.port"), path));
    }

    private static <T> T bean(Class<T> type) {
        return portal.newest().getBean(type);
    }
}
