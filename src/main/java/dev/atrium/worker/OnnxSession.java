package dev.atrium.worker;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A graph that takes token ids and gives vectors. Inputs are fed by name as the graph declares them. Several
 * threads may run it at once; each run computes on the thread that called, so that runs do not disturb each other.
 */
final class OnnxSession implements AutoCloseable {

    private static final Set<String> INPUTS = Set.of("input_ids", "attention_mask", "token_type_ids", "position_ids");

    /** One vector per token; the graph's own pooling comes last, for the layout tells how to pool. */
    private static final List<String> OUTPUTS = List.of("last_hidden_state", "token_embeddings", "sentence_embedding");

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Set<String> inputs;
    private final String output;
    private final boolean batches;
    private final long pad;

    private OnnxSession(OrtEnvironment environment, OrtSession session, long pad) throws OrtException, LoadFailure {
        this.environment = environment;
        this.session = session;
        this.pad = pad;
        this.inputs = Set.copyOf(session.getInputNames());
        this.batches = checkInputs(session);
        this.output = chooseOutput(session);
    }

    static OnnxSession open(EmbeddingLayout layout, String name) throws LoadFailure {
        OrtSession session = null;
        try {
            var environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "atrium");
            try (var options = options()) {
                session = environment.createSession(layout.graph().toString(), options);
            }
            return new OnnxSession(environment, session, layout.pad());
        } catch (OrtException e) {
            close(session);
            throw LoadFailure.ofModel(
                    "%s was refused by ONNX Runtime: %s Export the model again and publish it."
                            .formatted(name, e.getMessage()),
                    e);
        } catch (LoadFailure e) {
            close(session);
            throw e;
        }
    }

    private static SessionOptions options() throws OrtException {
        var options = new SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        options.setMemoryPatternOptimization(false); // it caches a plan per shape, and every length is a shape
        return options;
    }

    /** Whether several inputs may be run at once, by what the graph declares. */
    boolean batches() {
        return batches;
    }

    /** Runs inputs together; shorter ones are padded. */
    States run(List<long[]> batch) throws OrtException {
        var width = batch.stream().mapToInt(tokens -> tokens.length).max().orElseThrow();
        var feed = new HashMap<String, OnnxTensor>();
        try {
            for (var input : inputs) {
                feed.put(input, tensor(input, batch, width));
            }
            try (var result = session.run(feed, Set.of(output))) {
                var tensor = (OnnxTensor) result.get(0);
                var values = tensor.getFloatBuffer();
                var states = new float[values.remaining()];
                values.get(states);
                var shape = tensor.getInfo().getShape();
                return new States(states, width, (int) shape[shape.length - 1], shape.length > 2);
            }
        } finally {
            feed.values().forEach(OnnxTensor::close);
        }
    }

    /**
     * @param width    tokens per input, padding included
     * @param perToken whether there is one vector per token, or one per input
     */
    @SuppressWarnings("ArrayRecordComponent") // it lives for one run and is never compared
    record States(float[] values, int width, int dimensions, boolean perToken) {

        float[] vector(int index, int tokens, VectorPooling pooling) {
            if (perToken) {
                return pooling.pool(values, index * width * dimensions, tokens, dimensions);
            }
            var vector = new float[dimensions];
            System.arraycopy(values, index * dimensions, vector, 0, dimensions);
            return pooling.finish(vector);
        }
    }

    @Override
    public void close() {
        close(session);
    }

    private static void close(@Nullable OrtSession session) {
        try {
            if (session != null) {
                session.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private OnnxTensor tensor(String input, List<long[]> batch, int width) throws OrtException {
        var values = new long[batch.size() * width];
        for (int row = 0; row < batch.size(); row++) {
            var tokens = batch.get(row);
            for (int i = 0; i < width; i++) {
                values[row * width + i] = value(input, tokens, i);
            }
        }
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), new long[] {batch.size(), width});
    }

    private long value(String input, long[] tokens, int position) {
        var own = position < tokens.length;
        return switch (input) {
            case "input_ids" -> own ? tokens[position] : pad;
            case "attention_mask" -> own ? 1 : 0;
            case "position_ids" -> position;
            default -> 0;
        };
    }

    private static boolean checkInputs(OrtSession session) throws OrtException, LoadFailure {
        var declared = session.getInputInfo();
        if (!declared.containsKey("input_ids")) {
            throw LoadFailure.ofModel("The graph has no input 'input_ids', but %s. Export it for feature extraction."
                    .formatted(declared.keySet()));
        }
        var batches = true;
        for (var input : declared.entrySet()) {
            if (!INPUTS.contains(input.getKey())) {
                throw LoadFailure.ofModel(
                        "The graph asks for the input '%s', which is not supported for embeddings. Export it for feature extraction."
                                .formatted(input.getKey()));
            }
            batches &= checkInput(input.getKey(), input.getValue().getInfo() instanceof TensorInfo info ? info : null);
        }
        return batches;
    }

    private static boolean checkInput(String name, @Nullable TensorInfo info) throws LoadFailure {
        if (info == null || info.type != OnnxJavaType.INT64 || info.getShape().length != 2) {
            throw LoadFailure.ofModel(
                    "The graph's input '%s' is not supported: it must be int64 with batch and sequence. Export the model again."
                            .formatted(name));
        }
        var shape = info.getShape();
        if (shape[0] > 1 || shape[1] >= 0) {
            throw LoadFailure.ofModel(
                    "The graph's input '%s' has a fixed size. Export the model with dynamic batch and sequence."
                            .formatted(name));
        }
        return shape[0] < 0;
    }

    private static String chooseOutput(OrtSession session) throws OrtException, LoadFailure {
        Map<String, TensorInfo> floats = new HashMap<>();
        for (var output : session.getOutputInfo().entrySet()) {
            if (output.getValue().getInfo() instanceof TensorInfo info && info.type == OnnxJavaType.FLOAT) {
                floats.put(output.getKey(), info);
            }
        }
        for (var name : OUTPUTS) {
            if (floats.containsKey(name)) {
                return name;
            }
        }
        if (floats.size() == 1) {
            return floats.keySet().iterator().next();
        }
        throw LoadFailure.ofModel(
                "The graph has none of the outputs %s in float32, but %s. Export it for feature extraction."
                        .formatted(String.join(", ", OUTPUTS), session.getOutputNames()));
    }
}
