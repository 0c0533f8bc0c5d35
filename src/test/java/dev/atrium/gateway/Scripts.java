package dev.atrium.gateway;

import com.linecorp.armeria.common.ClosedSessionException;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.stream.AbortedStreamException;
import dev.atrium.agent.Inference;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import tools.jackson.databind.JsonNode;

/** What a {@link StandInEngine} can be told to do. */
final class Scripts {

    private Scripts() {}

    /** Answers as an engine does. */
    static StandInEngine.Script normal(StandInEngine engine) {
        return (ctx, body) -> {
            if (body.has("input")) {
                return engine.json(embeddings(body));
            }
            if (body.path("stream").asBoolean(false)) {
                return frames(engine, asAsked(body));
            }
            return engine.json(completion(body));
        };
    }

    static StandInEngine.Script after(Duration pause, StandInEngine.Script script) {
        return (ctx, body) -> {
            var later = new CompletableFuture<HttpResponse>();
            ctx.eventLoop()
                    .schedule(() -> later.complete(script.answer(ctx, body)), pause.toMillis(), TimeUnit.MILLISECONDS);
            return HttpResponse.of(later);
        };
    }

    /** Gives signs of life, each after a pause, and then does something else. */
    static StandInEngine.Script working(int signs, Duration pause, StandInEngine.Script then) {
        return (ctx, body) -> {
            var writer = HttpResponse.streaming();
            Thread.ofVirtual().start(() -> {
                for (int i = 0; i < signs; i++) {
                    sleep(pause);
                    writer.write(ResponseHeaders.of(HttpStatus.PROCESSING));
                }
                sleep(pause);
                then.answer(ctx, body).subscribe(new Into(writer));
            });
            return writer;
        };
    }

    /** Passes an answer on. */
    private record Into(HttpResponseWriter writer) implements Subscriber<HttpObject> {

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(HttpObject object) {
            writer.write(object);
        }

        @Override
        public void onError(Throwable cause) {
            writer.close(cause);
        }

        @Override
        public void onComplete() {
            writer.close();
        }
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static StandInEngine.Script error(int status, String code, String message) {
        return (ctx, body) -> StandInEngine.error(status, code, message);
    }

    static StandInEngine.Script json(StandInEngine engine, String json) {
        return (ctx, body) -> engine.json(json);
    }

    /** Breaks the connection without a word. */
    static StandInEngine.Script diesBeforeFirstByte() {
        return (ctx, body) -> HttpResponse.ofFailure(AbortedStreamException.get());
    }

    /** Says nothing and keeps the connection. */
    static StandInEngine.Script silent() {
        return (ctx, body) -> HttpResponse.streaming();
    }

    /** Begins a stream, sends so many of its events, and breaks the connection. */
    static StandInEngine.Script diesAfter(StandInEngine engine, int events) {
        return (ctx, body) -> {
            var writer = begin(engine);
            events(body).subList(0, events).forEach(event -> writer.write(HttpData.ofUtf8(event)));
            writer.whenConsumed().thenRun(() -> writer.close(ClosedSessionException.get()));
            return writer;
        };
    }

    /** Begins a stream, sends so many of its events, and then nothing. */
    static StandInEngine.Script stallsAfter(StandInEngine engine, int events) {
        return (ctx, body) -> {
            var writer = begin(engine);
            writer.whenComplete().exceptionally(_ -> {
                engine.countCanceled();
                return null;
            });
            events(body).subList(0, events).forEach(event -> writer.write(HttpData.ofUtf8(event)));
            return writer;
        };
    }

    /** Streams exactly these events. */
    static StandInEngine.Script stream(StandInEngine engine, List<String> events) {
        return (ctx, body) -> frames(engine, events);
    }

    /** Streams a normal answer, each event only once a permit was given for it. */
    static StandInEngine.Script stepwise(StandInEngine engine, Semaphore permits) {
        return (ctx, body) -> {
            var writer = begin(engine);
            Thread.ofVirtual().start(() -> {
                for (var event : events(body)) {
                    permits.acquireUninterruptibly();
                    writer.write(HttpData.ofUtf8(event));
                }
                writer.close();
            });
            return writer;
        };
    }

    static HttpResponse frames(StandInEngine engine, List<String> frames) {
        var writer = begin(engine);
        writer.whenComplete().exceptionally(_ -> {
            engine.countCanceled();
            return null;
        });
        send(writer, frames, 0, engine.pace());
        return writer;
    }

    private static HttpResponseWriter begin(StandInEngine engine) {
        var writer = HttpResponse.streaming();
        writer.write(ResponseHeaders.builder(HttpStatus.OK)
                .add("content-type", "text/event-stream")
                .add(Inference.LOAD_HEADER, engine.load())
                .add(Inference.QUEUE_HEADER, engine.queued())
                .build());
        return writer;
    }

    private static void send(HttpResponseWriter writer, List<String> frames, int next, Duration pause) {
        if (next == frames.size()) {
            writer.close();
            return;
        }
        if (!writer.tryWrite(HttpData.wrap(frames.get(next).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)))) {
            return;
        }
        if (pause.isZero()) {
            writer.whenConsumed().thenRun(() -> send(writer, frames, next + 1, pause));
        } else {
            CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> writer.whenConsumed().thenRun(() -> send(writer, frames, next + 1, pause)));
        }
    }

    /** As real engines do, it reports usage only when asked to. */
    private static List<String> asAsked(JsonNode body) {
        var events = events(body);
        if (!body.path("stream_options").path("include_usage").asBoolean(false)) {
            events.removeIf(event -> event.contains("\"usage\""));
        }
        return events;
    }

    /** A normal stream: role, words, finish, usage, {@code [DONE]}. */
    static List<String> events(JsonNode body) {
        var events = new ArrayList<String>();
        events.add(chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null"));
        for (int i = 0; i < tokens(body); i++) {
            events.add(chunk("{\"content\":\"word%d \"}".formatted(i), "null"));
        }
        events.add(chunk("{}", "\"stop\""));
        events.add(usageEvent(words(body), tokens(body)));
        events.add("data: [DONE]\n\n");
        return events;
    }

    static String chunk(String delta, String finishReason) {
        return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}\n\n"
                .formatted(delta, finishReason);
    }

    static String usageEvent(long input, long output) {
        return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"choices\":[],\"usage\":%s}\n\n"
                .formatted(usage(input, output));
    }

    static String usage(long input, long output) {
        return "{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d}"
                .formatted(input, output, input + output);
    }

    private static String completion(JsonNode body) {
        return "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":1,\"model\":%s,\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"%s\"},\"text\":\"x\",\"finish_reason\":\"stop\"}],\"usage\":%s}"
                .formatted(
                        body.path("model"),
                        "word ".repeat((int) tokens(body)).strip(),
                        usage(words(body), tokens(body)));
    }

    private static String embeddings(JsonNode body) {
        var texts = new ArrayList<String>();
        body.path("input").forEach(text -> texts.add(text.asString()));
        if (body.path("input").isString()) {
            texts.add(body.path("input").asString());
        }
        var base64 = body.path("encoding_format").asString("float").equals("base64");
        var data = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < texts.size(); i++) {
            data.add(Map.of("object", "embedding", "index", i, "embedding", vector(texts.get(i), base64)));
        }
        return StandInEngine.JSON.writeValueAsString(Map.of(
                "object",
                "list",
                "data",
                data,
                "model",
                body.path("model"),
                "usage",
                Map.of("prompt_tokens", words(body), "total_tokens", words(body))));
    }

    /** Two numbers that depend on the text. */
    private static Object vector(String text, boolean base64) {
        var numbers = new float[] {text.length(), 0.5f};
        if (!base64) {
            return numbers;
        }
        var bytes = ByteBuffer.allocate(8).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        bytes.putFloat(numbers[0]).putFloat(numbers[1]);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    static long tokens(JsonNode body) {
        return body.path("max_tokens").asLong(body.path("max_completion_tokens").asLong(StandInEngine.DEFAULT_TOKENS));
    }

    /** Words of all texts in the request's content. */
    static long words(JsonNode body) {
        var count = 0L;
        for (var field : List.of("input", "prompt", "messages")) {
            count += wordsOf(body.path(field));
        }
        return count;
    }

    private static long wordsOf(JsonNode node) {
        if (node.isString()) {
            return node.asString().isBlank() ? 0 : node.asString().strip().split("\\s+").length;
        }
        var content = node.isObject() ? List.of(node.path("content")) : node.values();
        return content.stream().mapToLong(Scripts::wordsOf).sum();
    }
}
