package dev.atrium.bench;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The same model by the same libraries, called directly: tokenizer, ONNX Runtime, mean, normalization, one text at a
 * time on the calling thread. What the product adds is measured against this.
 */
final class BareEngine implements AutoCloseable {

    private static final String MODEL = "/all-minilm-l6-v2-q";

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final HuggingFaceTokenizer tokenizer;

    BareEngine(Path folder) throws IOException, OrtException {
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("DJL_CACHE_DIR", folder.toString());
        try (var options = new SessionOptions();
                var tokens = Objects.requireNonNull(BareEngine.class.getResourceAsStream(MODEL + "-tokenizer.json"))) {
            options.setIntraOpNumThreads(1);
            session = environment.createSession(copy(folder).toString(), options);
            tokenizer = HuggingFaceTokenizer.newInstance(tokens, Map.of("truncation", "false", "padding", "false"));
        }
    }

    List<float[]> embed(List<String> texts) {
        return texts.stream().map(this::embed).toList();
    }

    int tokens(String text) {
        return tokenizer.encode(text).getIds().length;
    }

    @Override
    public void close() throws OrtException {
        session.close();
        tokenizer.close();
    }

    private float[] embed(String text) {
        var ids = tokenizer.encode(text).getIds();
        var ones = new long[ids.length];
        Arrays.fill(ones, 1);
        try (var input = tensor(ids);
                var mask = tensor(ones);
                var types = tensor(new long[ids.length]);
                var result = session.run(Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
            var states = ((OnnxTensor) result.get(0)).getFloatBuffer();
            var vector = new float[states.remaining() / ids.length];
            for (int i = 0; states.hasRemaining(); i++) {
                vector[i % vector.length] += states.get();
            }
            return normalized(vector);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private OnnxTensor tensor(long[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), new long[] {1, values.length});
    }

    private static float[] normalized(float[] vector) {
        double squares = 0;
        for (var value : vector) {
            squares += (double) value * value;
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / Math.sqrt(squares));
        }
        return vector;
    }

    private static Path copy(Path folder) throws IOException {
        var file = folder.resolve("bare.onnx");
        try (var content = Objects.requireNonNull(BareEngine.class.getResourceAsStream(MODEL + ".onnx"))) {
            Files.copy(content, file);
        }
        return file;
    }
}
