package dev.atrium.gateway;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.Server;
import dev.atrium.agent.Inference;
import dev.atrium.agent.SigningKey;
import dev.atrium.shared.WorkerId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/** Plays worker and engine for the warm-up: it proves itself and always answers the same. */
final class RehearsalEngine implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String MODEL = "rehearsal/model";
    private static final int CHUNKS = 16;
    private static final String USAGE = "\"usage\":{\"prompt_tokens\":8,\"completion_tokens\":16,\"total_tokens\":24}";
    private static final String EMBEDDINGS =
            "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[%s0.5]}],%s}"
                    .formatted("0.0123,".repeat(100), USAGE);
    private static final String CHUNK =
            "data: {\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n";
    private static final String LAST_CHUNKS = "data: {\"choices\":[],%s}\n\ndata: [DONE]\n\n".formatted(USAGE);

    private final SigningKey key = SigningKey.generate();
    private final WorkerId worker = WorkerId.next();
    private final Server server;

    RehearsalEngine() {
        server = Server.builder()
                .http(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .gracefulShutdownTimeout(Duration.ZERO, Duration.ZERO)
                .service(
                        Inference.HELLO_PATH,
                        (ctx, request) ->
                                HttpResponse.of(request.aggregate().thenApply(body -> hello(request, body.content()))))
                .serviceUnder(
                        "/replicas",
                        (ctx, request) -> HttpResponse.of(request.aggregate()
                                .thenApply(_ -> ctx.path().endsWith("/embeddings") ? embeddings() : stream())))
                .build();
        server.start().join();
    }

    /** A body for a path of the gateway. */
    static HttpData requestFor(String path) {
        var text = "All the world's a stage, and all the men and women merely players. ".repeat(10);
        return HttpData.ofUtf8(
                path.endsWith("/embeddings")
                        ? "{\"model\":\"%s\",\"input\":\"%s\"}".formatted(MODEL, text)
                        : "{\"model\":\"%s\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                                .formatted(MODEL, text));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.activeLocalPort());
    }

    WorkerId worker() {
        return worker;
    }

    String publicKey() {
        return key.publicKey();
    }

    @Override
    public void close() {
        server.stop().join();
    }

    private HttpResponse hello(HttpRequest request, HttpData body) {
        var nonce = JSON.readValue(body.array(), Inference.HelloRequest.class).nonce();
        var token = request.headers().get("authorization", "").replace("Bearer ", "");
        var answer = new Inference.HelloAnswer(key.sign(Inference.helloText(nonce, token)));
        return HttpResponse.of(HttpStatus.OK, MediaType.JSON, HttpData.wrap(JSON.writeValueAsBytes(answer)));
    }

    private static HttpResponse embeddings() {
        return HttpResponse.of(HttpStatus.OK, MediaType.JSON, EMBEDDINGS);
    }

    private static HttpResponse stream() {
        var writer = HttpResponse.streaming();
        writer.write(ResponseHeaders.of(HttpStatus.OK, "content-type", "text/event-stream"));
        for (int i = 0; i < CHUNKS; i++) {
            writer.write(HttpData.ofUtf8(CHUNK));
        }
        writer.write(HttpData.ofUtf8(LAST_CHUNKS));
        writer.close();
        return writer;
    }
}
