package dev.atrium.bench;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.Result;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The demo's chat model by the same libraries, in the loop that anybody would write: read the prompt, take the
 * likeliest token, feed it back with the cache, and decode the text at the end; one chat at a time on the calling
 * thread. What the product adds is measured against this.
 */
final class BareChat implements AutoCloseable {

    private static final String MODEL = "/demo/atrium-tiny/";
    private static final String PAST = "past_key_values.";
    private static final long END = 0;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final HuggingFaceTokenizer tokenizer;
    private final List<String> pasts;

    /** @param folder an empty one, for files of the libraries */
    BareChat(Path folder) throws IOException, OrtException {
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("DJL_CACHE_DIR", folder.toString());
        var graph = folder.resolve("model.onnx");
        try (var options = new SessionOptions();
                var content = resource("model.onnx");
                var tokens = resource("tokenizer.json")) {
            Files.copy(content, graph);
            options.setIntraOpNumThreads(1);
            session = environment.createSession(graph.toString(), options);
            tokenizer = HuggingFaceTokenizer.newInstance(tokens, Map.of("addSpecialTokens", "false"));
        }
        pasts = session.getInputNames().stream()
                .filter(name -> name.startsWith(PAST))
                .toList();
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(BareChat.class.getResourceAsStream(MODEL + name), name);
    }

    /** @param tokens generated ones, with the one that ends the answer */
    record Answer(String text, int tokens) {}

    /** Answers {@code question} with {@code most} tokens at most. */
    Answer answer(String question, int most) throws OrtException {
        var next = tokenizer
                .encode("<|user|>%s<|end|><|assistant|>".formatted(question), false, false)
                .getIds();
        var said = new long[most];
        var count = 0;
        var length = 0;
        Result cache = null;
        while (count < most) {
            cache = step(next, length, cache);
            length += next.length;
            next = new long[] {likeliest(cache)};
            said[count++] = next[0];
            if (next[0] == END) {
                break;
            }
        }
        Objects.requireNonNull(cache).close();
        return new Answer(tokenizer.decode(Arrays.copyOf(said, count), true), count);
    }

    private Result step(long[] tokens, int before, @Nullable Result cache) throws OrtException {
        var ones = new long[before + tokens.length];
        Arrays.fill(ones, 1);
        try (var ids = tensor(tokens);
                var mask = tensor(ones);
                var positions =
                        tensor(LongStream.range(before, before + tokens.length).toArray());
                var nothing = OnnxTensor.createTensor(environment, FloatBuffer.allocate(0), emptyShape())) {
            var feed = new HashMap<String, OnnxTensorLike>(
                    Map.of("input_ids", ids, "attention_mask", mask, "position_ids", positions));
            for (var past : pasts) {
                var present = "present." + past.substring(PAST.length());
                feed.put(
                        past,
                        cache == null
                                ? nothing
                                : (OnnxTensor) cache.get(present).orElseThrow());
            }
            var result = session.run(feed);
            if (cache != null) {
                cache.close();
            }
            return result;
        }
    }

    private long[] emptyShape() throws OrtException {
        var info = (TensorInfo) Objects.requireNonNull(session.getInputInfo().get(pasts.getFirst()))
                .getInfo();
        return new long[] {1, info.getShape()[1], 0, info.getShape()[3]};
    }

    private OnnxTensor tensor(long[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), new long[] {1, values.length});
    }

    private static int likeliest(Result result) {
        var logits = (OnnxTensor) result.get("logits").orElseThrow();
        var shape = logits.getInfo().getShape();
        var row = new float[(int) shape[2]];
        logits.getFloatBuffer().get((int) ((shape[1] - 1) * shape[2]), row);
        var best = 0;
        for (int i = 1; i < row.length; i++) {
            best = row[i] > row[best] ? i : best;
        }
        return best;
    }

    @Override
    public void close() throws OrtException {
        session.close();
        tokenizer.close();
    }
}
