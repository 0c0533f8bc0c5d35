package dev.atrium.worker;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The graph of a causal language model. Each answer has a {@link Cache} of its own, which stays in native memory; a
 * step reads some more tokens of one answer. Several threads may step at once, each with another cache.
 */
final class OnnxDecoder implements AutoCloseable {

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final DecoderShape shape;
    private final Set<String> presents;
    private final Map<String, OnnxTensor> nothing = new HashMap<>();

    private OnnxDecoder(OrtEnvironment environment, OrtSession session) throws OrtException, LoadFailure {
        this.environment = environment;
        this.session = session;
        this.shape = DecoderShape.of(session);
        this.presents = new HashSet<>(shape.outputs());
        presents.remove(DecoderShape.LOGITS);
        for (var past : shape.pasts()) {
            nothing.put(past.name(), empty(past));
        }
    }

    /** @param threads that compute one step together */
    static OnnxDecoder open(ChatLayout layout, String name, int threads) throws LoadFailure {
        OrtSession session = null;
        try {
            var environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "atrium");
            try (var options = options(threads)) {
                session = environment.createSession(layout.graph().toString(), options);
            }
            return new OnnxDecoder(environment, session);
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

    private static SessionOptions options(int threads) throws OrtException {
        var options = new SessionOptions();
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        options.setMemoryPatternOptimization(false); // it caches a plan per shape, and every length is a shape
        options.setCPUArenaAllocator(false); // it would keep what ended answers took
        return options;
    }

    DecoderShape shape() {
        return shape;
    }

    /**
     * Reads {@code tokens} after those that {@code cache} holds.
     *
     * @return the logits of the token that follows them; null unless {@code wantsLogits}
     */
    float @Nullable [] step(Cache cache, long[] tokens, boolean wantsLogits) throws OrtException {
        var feed = new HashMap<String, OnnxTensorLike>();
        var own = new HashMap<String, OnnxTensor>();
        try {
            for (var input : shape.inputs()) {
                if (!nothing.containsKey(input)) {
                    own.put(input, tensor(input, cache.length, tokens));
                }
            }
            feed.putAll(own);
            for (var past : shape.pasts()) {
                feed.put(past.name(), cache.get(past.present(), nothing.get(past.name())));
            }
            var result = session.run(feed, wantsLogits ? shape.outputs() : presents);
            cache.become(result, cache.length + tokens.length);
            return wantsLogits ? lastRow(result) : null;
        } finally {
            own.values().forEach(OnnxTensor::close);
        }
    }

    /** Keys and values of what one answer has read. */
    static final class Cache implements AutoCloseable {

        private OrtSession.@Nullable Result last;
        private int length;

        int length() {
            return length;
        }

        private OnnxTensor get(String present, @Nullable OnnxTensor otherwise) {
            if (last != null) {
                return (OnnxTensor) last.get(present).orElseThrow();
            }
            if (otherwise == null) {
                throw new IllegalArgumentException("present: '%s' (expected: one of the cache)".formatted(present));
            }
            return otherwise;
        }

        private void become(OrtSession.Result next, int nextLength) {
            close();
            last = next;
            length = nextLength;
        }

        /** Gives the memory back. */
        @Override
        public void close() {
            if (last != null) {
                last.close();
                last = null;
            }
        }
    }

    @Override
    public void close() {
        nothing.values().forEach(OnnxTensor::close);
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

    private OnnxTensor tensor(String input, int before, long[] tokens) throws OrtException {
        var after = before + tokens.length;
        return switch (input) {
            case DecoderShape.IDS -> row(tokens);
            case DecoderShape.MASK -> row(ones(after));
            case DecoderShape.POSITIONS -> row(LongStream.range(before, after).toArray());
            case DecoderShape.USE_CACHE -> OnnxTensor.createTensor(environment, new boolean[] {before > 0});
            case DecoderShape.KEEP -> keepOne();
            default ->
                throw new IllegalArgumentException("input: '%s' (expected: one that was checked)".formatted(input));
        };
    }

    private static long[] ones(int count) {
        var ones = new long[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    private OnnxTensor row(long[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), new long[] {1, values.length});
    }

    private OnnxTensor keepOne() throws OrtException {
        var dimensions = shape.keepIsScalar() ? new long[] {} : new long[] {1};
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[] {1}), dimensions);
    }

    private OnnxTensor empty(DecoderShape.Past past) throws OrtException {
        var none = ByteBuffer.allocateDirect(0).order(ByteOrder.nativeOrder());
        var dimensions = new long[] {1, past.heads(), 0, past.width()};
        return past.type() == OnnxJavaType.FLOAT
                ? OnnxTensor.createTensor(environment, none.asFloatBuffer(), dimensions)
                : OnnxTensor.createTensor(environment, none, dimensions, past.type());
    }

    private static float[] lastRow(OrtSession.Result result) {
        var logits = (OnnxTensor) result.get(DecoderShape.LOGITS).orElseThrow();
        var dimensions = logits.getInfo().getShape();
        var vocabulary = (int) dimensions[2];
        var values = logits.getFloatBuffer();
        var row = new float[vocabulary];
        values.get(Math.toIntExact((dimensions[1] - 1) * vocabulary), row);
        for (int i = 0; i < row.length; i++) {
            if (!(Math.abs(row[i]) < Float.MAX_VALUE)) {
                row[i] = Float.NEGATIVE_INFINITY; // masked by the graph, or nonsense
            }
        }
        requireAny(row);
        return row;
    }

    private static void requireAny(float[] row) {
        if (row[Sampler.likeliest(row)] == Float.NEGATIVE_INFINITY) {
            throw new IllegalStateException("the model computed no number");
        }
    }
}
