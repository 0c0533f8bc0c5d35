package dev.atrium.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atrium.agent.Inference;
import dev.atrium.shared.ReplicaId;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What gateways get of a chat model, over real HTTP. */
class ChatCallsTest {

    private static final String PATH = "/v1/chat/completions";

    @TempDir
    private static Path home;

    private static TestWorker worker;
    private static ReplicaId replica;

    @BeforeAll
    static void start() throws Exception {
        worker = new TestWorker(home);
        replica = worker.ready(TinyDecoder.saying("abc\u00e9d", true, 1 << 20).write(home.resolve("model")));
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    @Test
    void answersInOnePiece() throws Exception {
        var answer = call(chat("\"max_tokens\": 8, \"temperature\": 0, \"logprobs\": true, \"top_logprobs\": 1"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue(Inference.LOAD_HEADER)).isPresent();
        assertThat(answer.headers().firstValue(Inference.QUEUE_HEADER))
                .get()
                .asString()
                .containsOnlyDigits();
        var body = JsonMapper.shared().readTree(answer.body());
        assertThat(body.at("/object").asString()).isEqualTo("chat.completion");
        assertThat(body.at("/model").asString()).isEqualTo("acme/tiny:production");
        assertThat(body.at("/choices/0/message/role").asString()).isEqualTo("assistant");
        assertThat(body.at("/choices/0/message/content").asString()).isEqualTo("abc\u00e9dab");
        assertThat(body.at("/choices/0/finish_reason").asString()).isEqualTo("length");
        assertThat(body.at("/usage").toString())
                .isEqualTo("{\"prompt_tokens\":19,\"completion_tokens\":8,\"total_tokens\":27}");
        var tokens = body.at("/choices/0/logprobs/content");
        assertThat(tokens.size()).isEqualTo(8);
        assertThat(tokens.at("/0/token").asString()).isEqualTo("a");
        assertThat(tokens.at("/0/bytes").toString()).isEqualTo("[97]");
        assertThat(tokens.at("/0/logprob").asDouble()).isBetween(-0.001, 0.0);
        assertThat(tokens.at("/0/top_logprobs/0/token").asString()).isEqualTo("a");
        assertThat(tokens.at("/3/bytes").isNull()).isTrue();
    }

    @Test
    void streamsEventsAndEndsWithTheUsage() throws Exception {
        var answer = call(chat("\"max_tokens\": 5, \"temperature\": 0, \"stream\": true"));

        assertThat(answer.headers().firstValue("content-type").orElseThrow()).startsWith("text/event-stream");
        var events = events(answer.body());
        assertThat(events.getFirst().at("/choices/0/delta").toString())
                .isEqualTo("{\"role\":\"assistant\",\"content\":\"\"}");
        assertThat(events.subList(1, 5).stream()
                        .map(event -> event.at("/choices/0/delta/content").asString()))
                .containsExactly("a", "b", "c", "\u00e9");
        assertThat(events.get(5).at("/choices/0/delta").toString()).isEqualTo("{}");
        assertThat(events.get(5).at("/choices/0/finish_reason").asString()).isEqualTo("length");
        assertThat(events.get(6).at("/choices").isEmpty()).isTrue();
        assertThat(events.get(6).at("/usage/completion_tokens").asInt()).isEqualTo(5);
        assertThat(events)
                .hasSize(7)
                .allMatch(event -> event.at("/object").asString().equals("chat.completion.chunk"));
        assertThat(answer.body()).endsWith("data: [DONE]\n\n");
    }

    @Test
    void stopsWhenTheCallerHangsUp() throws Exception {
        var stream = worker.http.send(
                worker.request(replica, PATH, chat("\"stream\": true, \"temperature\": 0"))
                        .build(),
                BodyHandlers.ofInputStream());
        assertThat(stream.body().readNBytes(1000)).hasSize(1000);
        assertThat(worker.metric("atrium_worker_running")).isEqualTo(1);

        stream.body().close();

        await().atMost(TestWorker.PATIENCE).until(() -> worker.metric("atrium_worker_running") == 0);
        assertThat(worker.operations("/metrics").body())
                .containsPattern("atrium_worker_requests_seconds_count.*operation=\"chat\",outcome=\"left\".* [1-9]");
    }

    @Test
    void stopsWhenTheCallerOfAWholeAnswerHangsUp() throws Exception {
        var call = worker.http.sendAsync(
                worker.request(replica, PATH, chat("\"temperature\": 0")).build(), BodyHandlers.ofString());
        await().atMost(TestWorker.PATIENCE).until(() -> worker.metric("atrium_worker_running") == 1);

        call.cancel(true);

        await().atMost(TestWorker.PATIENCE).until(() -> worker.metric("atrium_worker_running") == 0);
    }

    @Test
    void refusesBeforeTheStreamBegins() throws Exception {
        var answer = call(chat("\"stream\": true, \"max_tokens\": 2000000"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"error\":{\"message\":\"The chat has 19 tokens and asks for 2000000 more, but this model"
                                + " has room for 1048576 tokens, answer included. Send less, or ask for a shorter answer.\","
                                + "\"type\":\"invalid_request_error\",\"param\":\"messages\",\"code\":\"context_length_exceeded\"}}");
    }

    @Test
    void tellsWhatToCallInstead() throws Exception {
        assertThat(send("/v1/completions", "{}").body())
                .contains("This model continues chats. Call /v1/chat/completions.");
        assertThat(send("/v1/embeddings", "{\"model\": \"m\", \"input\": \"x\"}")
                        .body())
                .contains("This model does not make embeddings. Call one that does.");
    }

    private static List<JsonNode> events(String body) {
        return body.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> JsonMapper.shared().readTree(line.substring("data: ".length())))
                .toList();
    }

    private static String chat(String more) {
        return "{\"model\": \"acme/tiny:production\", \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}], %s}"
                .formatted(more);
    }

    private static HttpResponse<String> call(String body) throws Exception {
        return send(PATH, body);
    }

    private static HttpResponse<String> send(String path, String body) throws Exception {
        return worker.http.send(worker.request(replica, path, body).build(), BodyHandlers.ofString());
    }
}
