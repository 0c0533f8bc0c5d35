package dev.atrium.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.agent.Inference;
import dev.atrium.agent.SigningKey;
import dev.atrium.shared.ReplicaId;
import dev.atrium.shared.WorkerId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What gateways get from a worker, over real HTTP. */
class WorkerCallsTest {

    @TempDir
    private static Path home;

    private static TestWorker worker;
    private static ReplicaId replica;

    @BeforeAll
    static void start() throws Exception {
        worker = new TestWorker(home);
        replica = worker.ready(new TinyModel());
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    @Test
    void servesWhatItShould() throws Exception {
        var answer = worker.call(replica, "{\"model\": \"acme/tiny:production\", \"input\": [\"one\", \"two three\"]}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue(Inference.LOAD_HEADER)).contains("running=0;queued=0;slots=2");
        assertThat(answer.headers().firstValue(Inference.QUEUE_HEADER))
                .get()
                .asString()
                .containsOnlyDigits();
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
        var numbers = vector(worker.call(replica, "{\"model\": \"m\", \"input\": \"one four\"}"));
        var base64 = vector(
                worker.call(replica, "{\"model\": \"m\", \"input\": \"one four\", \"encoding_format\": \"base64\"}"));

        assertThat(base64).isEqualTo(numbers).hasSize(TinyModel.DIMENSIONS);
    }

    @Test
    void refusesInputThatIsTooLong() throws Exception {
        var answer =
                worker.call(replica, "{\"model\": \"m\", \"input\": [\"one\", \"%s\"]}".formatted("two ".repeat(17)));

        assertError(
                answer,
                400,
                "context_length_exceeded",
                "input",
                "input[1] has 17 tokens, but this model takes 16 at most. Split it into shorter texts.");
    }

    @Test
    void refusesBodiesThatAreTooLargeOrOfAnotherType() throws Exception {
        assertError(
                worker.call(replica, "{\"model\": \"m\", \"input\": \"%s\"}".formatted("x".repeat(120_000))),
                413,
                "body_too_large",
                null,
                "The body is too large. Send fewer inputs per request.");
        var text = worker.request(replica, "hello")
                .setHeader("content-type", "text/plain")
                .build();
        assertError(
                worker.http.send(text, BodyHandlers.ofString()),
                415,
                "unsupported_media_type",
                null,
                "Send the body as 'content-type: application/json'.");
    }

    @Test
    void tellsWhatToCallWhenTextIsAsked() throws Exception {
        for (var path : List.of("/v1/chat/completions", "/v1/completions")) {
            assertError(
                    post(replica, path),
                    400,
                    "unsupported_by_model",
                    "model",
                    "This model makes embeddings. Call /v1/embeddings.");
        }
        var other = ReplicaId.next();
        assertError(
                post(other, "/v1/completions"),
                404,
                "replica_not_here",
                null,
                "Replica %s does not run here. Try another.".formatted(other));
    }

    private static HttpResponse<String> post(ReplicaId replica, String path) throws Exception {
        var request = worker.request(replica, "{}")
                .uri(URI.create(worker.address() + Inference.path(replica, path)))
                .build();
        return worker.http.send(request, BodyHandlers.ofString());
    }

    @Test
    void answersGatewaysOnly() throws Exception {
        var stranger = worker.request(replica, "{\"model\": \"m\", \"input\": \"one\"}")
                .setHeader("authorization", "Bearer " + worker.portal.gatewayToken(WorkerId.next()))
                .build();

        assertError(
                worker.http.send(stranger, BodyHandlers.ofString()),
                401,
                "invalid_gateway_token",
                null,
                "This worker answers gateways only, with a token that they signed for it and that has not expired.");
    }

    @Test
    void saysThatAReplicaIsNotHere() throws Exception {
        var other = ReplicaId.next();

        assertError(
                worker.call(other, "{\"model\": \"m\", \"input\": \"one\"}"),
                404,
                "replica_not_here",
                null,
                "Replica %s does not run here. Try another.".formatted(other));
    }

    @Test
    void provesWhoItIs() throws Exception {
        var nonce = Base64.getEncoder().encodeToString(new byte[32]);
        var token = worker.portal.gatewayToken(worker.portal.joined.getLast());

        var answer = worker.http.send(
                HttpRequest.newBuilder(URI.create(worker.address() + Inference.HELLO_PATH))
                        .header("authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofString("{\"nonce\": \"%s\"}".formatted(nonce)))
                        .build(),
                BodyHandlers.ofString());

        var signature = JsonMapper.shared()
                .readValue(answer.body(), Inference.HelloAnswer.class)
                .signature();
        var key = SigningKey.decode(
                Files.readAllLines(worker.home.resolve("worker/identity")).getFirst());
        assertThat(SigningKey.verifies(key.publicKey(), "hello\n%s\n%s".formatted(nonce, token), signature))
                .isTrue();
    }

    @Test
    void measuresWithoutTellingWhatWasAsked() throws Exception {
        worker.call(replica, "{\"model\": \"m\", \"input\": \"one two\"}");

        var metrics = worker.operations("/metrics").body();

        assertThat(metrics)
                .containsPattern("atrium_worker_tokens_total [1-9]")
                .containsPattern(
                        "atrium_worker_requests_seconds_count.*operation=\"embeddings\",outcome=\"answered\".* [1-9]")
                .doesNotContain("outcome=\"failed\"")
                .contains("atrium_worker_replicas_ready 1.0");
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
