package dev.atrium.worker;

import dev.atrium.worker.ChatModel.End;
import dev.atrium.worker.ChatModel.Piece;
import dev.atrium.worker.ChatModel.Reason;
import dev.atrium.worker.ChatModel.TokenLogprob;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes the answer of {@code POST /v1/chat/completions}, whole or in events.
 *
 * @param created seconds since 1970
 */
record ChatAnswer(String id, long created, String model) {

    static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII);

    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final byte[] BEFORE_EVENT = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AFTER_EVENT = "\n\n".getBytes(StandardCharsets.US_ASCII);

    private interface Body {
        void write(JsonGenerator json);
    }

    /** @param logprobs null where they are not wanted */
    byte[] whole(String text, @Nullable List<TokenLogprob> logprobs, End end) {
        var out = new ByteArrayOutputStream();
        write(out, "chat.completion", json -> {
            json.writeArrayPropertyStart("choices");
            json.writeStartObject();
            json.writeNumberProperty("index", 0);
            json.writeObjectPropertyStart("message");
            json.writeStringProperty("role", ChatMessage.ASSISTANT);
            json.writeStringProperty("content", text);
            json.writeNullProperty("refusal");
            json.writeEndObject();
            writeLogprobs(json, logprobs);
            json.writeStringProperty("finish_reason", name(end.reason()));
            json.writeEndObject();
            json.writeEndArray();
            writeUsage(json, end);
        });
        return out.toByteArray();
    }

    /** The event before all text. */
    byte[] first() {
        return event(
                json -> {
                    json.writeStringProperty("role", ChatMessage.ASSISTANT);
                    json.writeStringProperty("content", "");
                },
                null,
                null);
    }

    byte[] piece(Piece piece) {
        return event(
                json -> json.writeStringProperty("content", piece.text()),
                piece.tokens().isEmpty() ? null : piece.tokens(),
                null);
    }

    /** The event that tells why the answer ends. */
    byte[] last(End end) {
        return event(_ -> {}, null, end.reason());
    }

    /** The event after it, with the counts. */
    byte[] usage(End end) {
        return inEvent(json -> {
            json.writeArrayPropertyStart("choices");
            json.writeEndArray();
            writeUsage(json, end);
        });
    }

    private byte[] event(Body delta, @Nullable List<TokenLogprob> logprobs, @Nullable Reason reason) {
        return inEvent(json -> {
            json.writeArrayPropertyStart("choices");
            json.writeStartObject();
            json.writeNumberProperty("index", 0);
            json.writeObjectPropertyStart("delta");
            delta.write(json);
            json.writeEndObject();
            writeLogprobs(json, logprobs);
            if (reason == null) {
                json.writeNullProperty("finish_reason");
            } else {
                json.writeStringProperty("finish_reason", name(reason));
            }
            json.writeEndObject();
            json.writeEndArray();
        });
    }

    private byte[] inEvent(Body body) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(BEFORE_EVENT);
        write(out, "chat.completion.chunk", body);
        out.writeBytes(AFTER_EVENT);
        return out.toByteArray();
    }

    private void write(ByteArrayOutputStream out, String object, Body body) {
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("id", id);
            json.writeStringProperty("object", object);
            json.writeNumberProperty("created", created);
            json.writeStringProperty("model", model);
            body.write(json);
            json.writeEndObject();
        }
    }

    private static void writeUsage(JsonGenerator json, End end) {
        json.writeObjectPropertyStart("usage");
        json.writeNumberProperty("prompt_tokens", end.promptTokens());
        json.writeNumberProperty("completion_tokens", end.completionTokens());
        json.writeNumberProperty("total_tokens", end.promptTokens() + end.completionTokens());
        json.writeEndObject();
    }

    private static void writeLogprobs(JsonGenerator json, @Nullable List<TokenLogprob> logprobs) {
        if (logprobs == null) {
            json.writeNullProperty("logprobs");
            return;
        }
        json.writeObjectPropertyStart("logprobs");
        json.writeArrayPropertyStart("content");
        for (var token : logprobs) {
            json.writeStartObject();
            writeToken(json, token);
            json.writeArrayPropertyStart("top_logprobs");
            for (var other : token.alternatives()) {
                json.writeStartObject();
                writeToken(json, other);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNullProperty("refusal");
        json.writeEndObject();
    }

    /** What is impossible has the logarithm minus infinity, which JSON does not know. */
    private static void writeToken(JsonGenerator json, TokenLogprob token) {
        json.writeStringProperty("token", token.text());
        json.writeNumberProperty("logprob", Math.max(token.logprob(), -9999f));
        if (token.text().indexOf('\uFFFD') >= 0) {
            json.writeNullProperty("bytes"); // a part of a character
            return;
        }
        json.writeArrayPropertyStart("bytes");
        for (var one : token.text().getBytes(StandardCharsets.UTF_8)) {
            json.writeNumber(Byte.toUnsignedInt(one));
        }
        json.writeEndArray();
    }

    private static String name(Reason reason) {
        return switch (reason) {
            case STOP -> "stop";
            case LENGTH -> "length";
        };
    }
}
