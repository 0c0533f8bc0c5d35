package dev.atrium.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atrium.shared.ReplicaId;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Memory for one chat, which goes on for minutes unless its caller hangs up, and what those hear who wait. */
class ChatSlotTest {

    private static final String PATH = "/v1/chat/completions";
    private static final int CONTEXT = 1 << 20;
    private static final long MEMORY = 2L * 2 * TinyDecoder.WIDTH * Float.BYTES * CONTEXT;

    private static final String SIGN = "HTTP/1.1 102 Processing\r\n\r\n";

    @TempDir
    private static Path home;

    private static TestWorker worker;
    private static ReplicaId replica;

    @BeforeAll
    static void start() throws Exception {
        worker = new TestWorker(
                home, Map.of("atrium.worker.chat-memory", MEMORY + "B", "atrium.worker.sign-of-life", "100ms"));
        replica = worker.ready(TinyDecoder.saying("abc", true, CONTEXT).write(home.resolve("model")));
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    @Test
    void hangingUpHandsTheSlotToWhoeverWaits() throws Exception {
        var first = worker.http.send(
                worker.request(replica, PATH, chat("\"stream\": true")).build(), BodyHandlers.ofInputStream());
        assertThat(first.body().readNBytes(1000)).hasSize(1000);
        var second = waiting("\"max_tokens\": 3");

        first.body().close();

        var answer = JsonMapper.shared().readTree(second.join().body());
        assertThat(answer.at("/choices/0/message/content").asString()).isEqualTo("abc");
        await().atMost(TestWorker.PATIENCE).until(() -> worker.metric("atrium_worker_running") == 0);
    }

    @Test
    void whoHangsUpWhileWaitingIsNotComputed() throws Exception {
        var first = worker.http.sendAsync(
                worker.request(replica, PATH, chat("\"temperature\": 0")).build(), BodyHandlers.ofString());
        await().atMost(TestWorker.PATIENCE).until(() -> worker.metric("atrium_worker_running") == 1);
        var second = waiting("\"stream\": true");

        second.cancel(true);

        await().atMost(TestWorker.PATIENCE).until(() -> worker.metric("atrium_worker_queued") == 0);
        assertThat(worker.metric("atrium_worker_running")).isEqualTo(1);
        first.cancel(true);
        await().atMost(TestWorker.PATIENCE).until(() -> worker.metric("atrium_worker_running") == 0);
    }

    @Test
    void givesSignsOfLifeUntilThereIsAnAnswer() throws Exception {
        var computing = worker.open(replica, PATH, chat("\"temperature\": 0"));
        await().atMost(TestWorker.PATIENCE).until(() -> worker.metric("atrium_worker_running") == 1);
        try (var waiting = worker.open(replica, PATH, chat("\"stream\": true, \"max_tokens\": 3"))) {
            assertThat(TestWorker.readUntil(computing, "\r\n\r\n")).isEqualTo(SIGN);
            assertThat(TestWorker.readUntil(computing, "\r\n\r\n")).isEqualTo(SIGN);
            assertThat(TestWorker.readUntil(waiting, "\r\n\r\n")).isEqualTo(SIGN);

            computing.close();

            assertThat(TestWorker.readUntil(waiting, "[DONE]"))
                    .contains("HTTP/1.1 200 OK\r\n")
                    .contains("\"finish_reason\":\"length\"");
        }
    }

    /** A chat that finds no memory. */
    private static CompletableFuture<HttpResponse<String>> waiting(String more) {
        var call =
                worker.http.sendAsync(worker.request(replica, PATH, chat(more)).build(), BodyHandlers.ofString());
        await().atMost(TestWorker.PATIENCE).until(() -> worker.metric("atrium_worker_queued") == 1);
        return call;
    }

    private static String chat(String more) {
        return "{\"model\": \"acme/tiny\", \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}], %s}"
                .formatted(more);
    }
}
