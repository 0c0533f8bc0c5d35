package dev.atrium.worker;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** ONNX Runtime in this process, for causal language models with a cache of keys and values. */
final class ChatEngine implements Engine {

    private static final Logger LOG = LoggerFactory.getLogger(ChatEngine.class);

    /** Steps of smaller models are too short to be shared by several threads: rather several steps at once. */
    private static final long SMALL = 64L << 20;

    private static final int CHUNK = 64;
    private static final int PROBE = 12;
    private static final float SAME = 1e-3f;

    /** Logits of one token of a chat that is read in one step take so many bytes per entry of the vocabulary. */
    private static final long LOGIT_BYTES = 2L * Float.BYTES;

    private final int slots;
    private final int queueCapacity;
    private final long memory;

    /**
     * @param slots         cores to compute with, per model
     * @param queueCapacity chats that may wait, per model
     * @param memory        in bytes that the caches of one model's running chats may take
     */
    ChatEngine(int slots, int queueCapacity, long memory) {
        this.slots = slots;
        this.queueCapacity = queueCapacity;
        this.memory = memory;
    }

    @Override
    public String name() {
        return "onnx";
    }

    @Override
    public boolean recognizes(Path folder) {
        return ChatLayout.matches(folder);
    }

    @Override
    public LoadedModel load(Path folder, String model) throws LoadFailure {
        var layout = ChatLayout.read(folder);
        OnnxFile.inspect(layout.graph(), folder);
        var template = ChatTemplate.of(layout);
        var tokenizer = TextTokenizer.load(layout.tokenizer(), folder);
        OnnxDecoder decoder = null;
        try {
            var small = layout.weights() < SMALL;
            decoder = OnnxDecoder.open(layout, folder.relativize(layout.graph()).toString(), small ? 1 : slots);
            var chunk = readsInChunks(decoder, layout) ? CHUNK : layout.context();
            var fitting = fit(layout, decoder, tokenizer, chunk, model);
            LOG.info("Model {} is loaded, context={} chunk={} threads={}", model, fitting.context(), chunk, slots);
            var shared = new ChatTurn.Shared(decoder, tokenizer::decode, chunk, fitting.ends());
            var turns = new ChatTurns(queueCapacity, memory);
            return new OnnxChat(model, fitting, template, tokenizer, shared, turns, small ? slots : 1);
        } catch (LoadFailure | RuntimeException e) {
            close(tokenizer, decoder);
            throw e;
        } catch (IOException e) {
            close(tokenizer, decoder);
            throw LoadFailure.passing("The files could not be read: %s.".formatted(e.getMessage()), e);
        }
    }

    private static void close(TextTokenizer tokenizer, @Nullable OnnxDecoder decoder) {
        tokenizer.close();
        if (decoder != null) {
            decoder.close();
        }
    }

    /**
     * Runs the model once before anybody calls it, on tokens spread over its vocabulary.
     *
     * @return whether a chat may be read in several steps: some older exports forget, with a cache, that a token must
     *     not see those after it, and dynamically quantized ones compute their scales over what they read at once
     */
    private static boolean readsInChunks(OnnxDecoder decoder, ChatLayout layout) throws LoadFailure {
        var tokens = new long[Math.min(PROBE, layout.context())];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = (long) i * (layout.vocabulary() - 1) / tokens.length;
        }
        try (var whole = new OnnxDecoder.Cache();
                var parts = new OnnxDecoder.Cache()) {
            var expected = decoder.step(whole, tokens, true);
            var first = tokens.length / 3;
            var second = Math.max(first + 1, 2 * tokens.length / 3);
            if (first > 0 && second < tokens.length) {
                decoder.step(parts, Arrays.copyOf(tokens, first), false);
                decoder.step(parts, Arrays.copyOfRange(tokens, first, second), false);
                return same(expected, decoder.step(parts, Arrays.copyOfRange(tokens, second, tokens.length), true));
            }
            return false;
        } catch (OrtException | RuntimeException e) {
            throw LoadFailure.ofModel(
                    "The model could not compute a first token: %s Export it again and publish it."
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private static boolean same(float @Nullable [] one, float @Nullable [] other) {
        if (one == null || other == null) {
            return false;
        }
        float most = 0;
        for (int i = 0; i < one.length; i++) {
            if (one[i] != other[i]) {
                most = Math.max(most, Math.abs(one[i] - other[i]));
            }
        }
        return most <= SAME;
    }

    /** Shortens the context to what this machine's memory allows, and finds the token that ends an answer. */
    private ChatLayout fit(ChatLayout layout, OnnxDecoder decoder, TextTokenizer tokenizer, int chunk, String model)
            throws LoadFailure {
        var room = memory / decoder.shape().memoryPerToken();
        if (chunk == layout.context()) {
            room = Math.min(room, memory / (layout.vocabulary() * LOGIT_BYTES));
        }
        if (room < 2) {
            throw LoadFailure.passing(
                    "A single token of a chat takes more memory than this worker has for chats (%d bytes). Raise atrium.worker.chat-memory."
                            .formatted(memory));
        }
        if (room < layout.context()) {
            LOG.warn(
                    "Model {} has a context of {} tokens, but memory for chats allows {}",
                    model,
                    layout.context(),
                    room);
        }
        return layout.with((int) Math.min(room, layout.context()), end(layout, tokenizer));
    }

    private static @Nullable Integer end(ChatLayout layout, TextTokenizer tokenizer) {
        var tokens = layout.eos().isEmpty() ? new long[0] : tokenizer.encodePlain(layout.eos());
        return tokens.length == 1 ? (int) tokens[0] : null;
    }
}
