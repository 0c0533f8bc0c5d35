package dev.atrium.chaos;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.ResponseHeaders;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads one answer as a client does, and keeps what arrived even if the rest never came. */
final class AnswerReader implements Subscriber<HttpObject> {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String COST = "x-atrium-cost";
    private static final String DONE = "data: [DONE]\n\n";

    private final String name;
    private final boolean isStreamed;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final CompletableFuture<Seen> result = new CompletableFuture<>();
    private int status;
    private long length = -1;
    private @Nullable String cost;

    AnswerReader(String name, boolean isStreamed) {
        this.name = name;
        this.isStreamed = isStreamed;
    }

    /** Completes when the answer has ended, however it ended. */
    CompletableFuture<Seen> result() {
        return result;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(HttpObject part) {
        switch (part) {
            case ResponseHeaders headers -> {
                status = headers.status().code();
                length = headers.contentLength();
                cost = headers.get(COST);
            }
            case HttpHeaders trailers -> cost = trailers.get(COST, cost);
            case HttpData data -> body.writeBytes(data.array());
            default -> throw new IllegalStateException("an answer has no " + part.getClass());
        }
    }

    @Override
    public void onError(Throwable failure) {
        result.complete(seen());
    }

    @Override
    public void onComplete() {
        result.complete(seen());
    }

    private Seen seen() {
        var text = body.toString(StandardCharsets.UTF_8);
        var isWhole = isStreamed ? text.endsWith(DONE) : length == body.size();
        if (status != 200 || !isWhole) {
            return Seen.incomplete(name);
        }
        var usage = isStreamed ? usageOfStream(text) : JSON.readTree(text).path("usage");
        return new Seen(
                name,
                true,
                usage.path("prompt_tokens").asLong(-1),
                usage.path("completion_tokens").asLong(-1),
                cost);
    }

    /** It stands in the last chunk before the end. */
    private static JsonNode usageOfStream(String text) {
        return text.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> JSON.readTree(line.substring("data: ".length())).path("usage"))
                .filter(usage -> usage.isObject())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a complete stream told no usage"));
    }
}
