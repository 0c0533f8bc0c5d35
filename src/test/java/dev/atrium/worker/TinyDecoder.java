package dev.atrium.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * A causal language model of one layer as Optimum exports them, small enough for each test to have its own, and to be
 * built wrongly. Tokens are bytes, then one that ends an answer. {@link ReferenceDecoder} computes the same without a
 * cache. Weights are made from a seed, or so that each byte is followed by the one that a script says.
 */
public final class TinyDecoder {

    static final int END = 256;
    static final int VOCABULARY = 257;
    static final int WIDTH = 4;

    final int heads;
    final int sharedBy;
    final int channels;
    final int context;
    final Map<String, float[]> weights = new LinkedHashMap<>();

    private final Map<String, long[]> extraInputs = new LinkedHashMap<>();
    private boolean half;
    private boolean merged;
    private boolean positions = true;
    private boolean keepsFew;
    private String config = "";
    private String tokenizerConfig = "{}";

    /**
     * @param heads    of keys and values
     * @param sharedBy how many heads of queries share one of them
     */
    TinyDecoder(int heads, int sharedBy, int channels, int context) {
        this.heads = heads;
        this.sharedBy = sharedBy;
        this.channels = channels;
        this.context = context;
    }

    /** Weights as a training could have left them. */
    public static TinyDecoder random(int heads, int sharedBy, long seed) {
        var model = new TinyDecoder(heads, sharedBy, 16, 200);
        var random = new Random(seed);
        var inner = heads * sharedBy * WIDTH;
        model.weight(random, "embed", VOCABULARY * model.channels, 1);
        model.weight(random, "place", model.context * model.channels, 0.5f);
        model.weight(random, "q", model.channels * inner, 0.5f);
        model.weight(random, "k", model.channels * heads * WIDTH, 0.5f);
        model.weight(random, "v", model.channels * heads * WIDTH, 0.5f);
        model.weight(random, "o", inner * model.channels, 0.5f);
        model.weight(random, "out", model.channels * VOCABULARY, 0.7f);
        return model;
    }

    /**
     * Says {@code script}, whose bytes are all different, after {@code :}, and ends. With {@code again} it starts over
     * instead.
     */
    public static TinyDecoder saying(String script, boolean again, int context) {
        var model = new TinyDecoder(1, 1, VOCABULARY, context);
        var embed = new float[VOCABULARY * VOCABULARY];
        for (int token = 0; token < VOCABULARY; token++) {
            embed[token * VOCABULARY + token] = 1;
        }
        var bytes = script.getBytes(StandardCharsets.UTF_8);
        var out = new float[VOCABULARY * VOCABULARY];
        out[':' * VOCABULARY + Byte.toUnsignedInt(bytes[0])] = 20;
        for (int i = 0; i < bytes.length; i++) {
            var next = i + 1 < bytes.length
                    ? Byte.toUnsignedInt(bytes[i + 1])
                    : again ? Byte.toUnsignedInt(bytes[0]) : END;
            out[Byte.toUnsignedInt(bytes[i]) * VOCABULARY + next] = 20;
        }
        model.weights.put("embed", embed);
        for (var name : new String[] {"q", "k", "v", "o"}) {
            model.weights.put(name, new float[VOCABULARY * WIDTH]);
        }
        model.weights.put("out", out);
        return model;
    }

    private void weight(Random random, String name, int size, float scale) {
        var values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian() * scale;
        }
        weights.put(name, values);
    }

    /** Keeps its cache in float16. */
    TinyDecoder half() {
        half = true;
        return this;
    }

    /** Reads its cache only where {@code use_cache_branch} says so, as merged exports do. */
    TinyDecoder merged() {
        merged = true;
        return this;
    }

    TinyDecoder withoutPositions() {
        positions = false;
        return this;
    }

    TinyDecoder keepsFew() {
        keepsFew = true;
        return this;
    }

    /** Has a cache that is none of keys and values, so that no engine here serves it. */
    public TinyDecoder hybrid() {
        return input("past_conv.0", OnnxGraphWriter.FLOAT, -1, 3, -1);
    }

    /** Has {@code tokens} positions, whatever its context says, so that the step after them fails. */
    public TinyDecoder breaksAfter(int tokens) {
        weights.put("place", new float[tokens * channels]);
        return this;
    }

    /** @param typeAndShape its elements' type, then its sizes; -1 is any */
    TinyDecoder input(String name, long... typeAndShape) {
        extraInputs.put(name, typeAndShape);
        return this;
    }

    TinyDecoder template(String template) {
        tokenizerConfig = "{\"chat_template\": \"%s\"}"
                .formatted(template.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
        return this;
    }

    TinyDecoder config(String more) {
        config = ", " + more;
        return this;
    }

    public Path write(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve("model.onnx"), graph());
            Files.writeString(folder.resolve("config.json"), """
                    {"architectures": ["TinyForCausalLM"], "max_position_embeddings": %d, "vocab_size": %d,
                     "eos_token_id": %d%s}
                    """.formatted(context, VOCABULARY, END, config));
            Files.writeString(folder.resolve("tokenizer.json"), ByteTokenizer.json());
            Files.writeString(folder.resolve("tokenizer_config.json"), tokenizerConfig);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] graph() {
        var graph = new OnnxGraphWriter();
        constants(graph);
        attention(graph);
        logits(graph);
        inputs(graph);
        graph.output("logits", half ? OnnxGraphWriter.HALF : OnnxGraphWriter.FLOAT, 1, -1, VOCABULARY);
        graph.output("present.0.key", cacheType(), 1, heads, -1, WIDTH);
        graph.output("present.0.value", cacheType(), 1, heads, -1, WIDTH);
        return graph.toBytes();
    }

    private long cacheType() {
        return half ? OnnxGraphWriter.HALF : OnnxGraphWriter.FLOAT;
    }

    private void constants(OnnxGraphWriter graph) {
        var inner = (long) heads * sharedBy * WIDTH;
        var own = (long) heads * WIDTH;
        graph.floats("embed", weights("embed"), VOCABULARY, channels);
        if (weights.containsKey("place")) {
            var places = weights("place");
            graph.floats("place", places, places.length / channels, channels);
        }
        graph.floats("wq", weights("q"), channels, inner);
        graph.floats("wk", weights("k"), channels, own);
        graph.floats("wv", weights("v"), channels, own);
        graph.floats("wo", weights("o"), inner, channels);
        graph.floats("wout", weights("out"), channels, VOCABULARY);
        graph.floats("scale", new float[] {(float) (1 / Math.sqrt(WIDTH))});
        graph.floats("never", new float[] {-1e9f});
        graph.floats("zero", new float[] {0});
        graph.longs("qShape", new long[] {1, -1, heads, sharedBy, WIDTH}, 5);
        graph.longs("kvShape", new long[] {1, -1, heads, WIDTH}, 4);
        graph.longs("sharedShape", new long[] {1, heads, 1, -1, WIDTH}, 5);
        graph.longs("joined", new long[] {1, -1, inner}, 3);
        graph.longs("column", new long[] {-1, 1}, 2);
        graph.longs("n0", new long[] {0});
        graph.longs("n1", new long[] {1});
        graph.longs("n2", new long[] {2});
        graph.longs("first", new long[] {0}, 1);
        graph.longs("end", new long[] {Long.MAX_VALUE}, 1);
        graph.longs("one", new long[] {1}, 1);
    }

    private float[] weights(String name) {
        return Objects.requireNonNull(weights.get(name), name);
    }

    private void attention(OnnxGraphWriter graph) {
        lengths(graph);
        graph.node("Gather", "words", "embed", "input_ids");
        if (weights.containsKey("place")) {
            graph.node("Gather", "places", "place", "at");
            graph.node("Add", "x", "words", "places");
        } else {
            graph.node("Identity", "x", "words");
        }
        projected(graph, "q", "qShape", 0, 2, 3, 1, 4);
        projected(graph, "k", "kvShape", 0, 2, 1, 3);
        projected(graph, "v", "kvShape", 0, 2, 1, 3);
        cached(graph, "k", "key");
        cached(graph, "v", "value");
        graph.node("Transpose", "kTurned", new long[] {0, 1, 2, 4, 3}, "kAll");
        graph.node("MatMul", "products", "q", "kTurned");
        graph.node("Mul", "scores", "products", "scale");
        graph.node("Add", "masked", "scores", "mask");
        graph.node("Softmax", "shares", "masked");
        graph.node("MatMul", "read", "shares", "vAll");
        graph.node("Transpose", "readTurned", new long[] {0, 3, 1, 2, 4}, "read");
        graph.node("Reshape", "flat", "readTurned", "joined");
        graph.node("MatMul", "mixed", "flat", "wo");
        graph.node("Add", "h", "x", "mixed");
    }

    /** Where the new tokens stand, and which they must not see. */
    private void lengths(OnnxGraphWriter graph) {
        graph.node("Shape", "maskShape", "attention_mask");
        graph.node("Gather", "total", "maskShape", "n1");
        graph.node("Shape", "pastShape", "past_key_values.0.key");
        graph.node("Gather", "before", "pastShape", "n2");
        graph.node("Range", "all", "n0", "total", "n1");
        graph.node("Range", "new", "before", "total", "n1");
        graph.node("Reshape", "newColumn", "new", "column");
        graph.node("LessOrEqual", "seen", "all", "newColumn");
        graph.node("Where", "mask", "seen", "zero", "never");
        graph.node("Identity", "at", positions ? "position_ids" : "new");
    }

    private void projected(OnnxGraphWriter graph, String name, String shape, long... order) {
        graph.node("MatMul", name + "Line", "x", "w" + name);
        graph.node("Reshape", name + "Split", name + "Line", shape);
        graph.node("Transpose", name, order, name + "Split");
    }

    private void cached(OnnxGraphWriter graph, String name, String part) {
        var past = "past_key_values.0." + part;
        graph.cast(name + "Past", past, OnnxGraphWriter.FLOAT);
        if (merged) {
            graph.either(
                    name + "Whole",
                    "use_cache_branch",
                    new OnnxGraphWriter().concat(name + "Then", name + "Past", name),
                    new OnnxGraphWriter().node("Identity", name + "Else", name));
        } else {
            graph.concat(name + "Whole", name + "Past", name);
        }
        graph.cast("present.0." + part, name + "Whole", cacheType());
        graph.node("Reshape", name + "All", name + "Whole", "sharedShape");
    }

    private void logits(OnnxGraphWriter graph) {
        graph.node("MatMul", "everyLogit", "h", "wout");
        if (keepsFew) {
            graph.node("Reshape", "few", "num_logits_to_keep", "one");
            graph.node("Neg", "from", "few");
            graph.node("Slice", "kept", "everyLogit", "from", "end", "one");
        } else {
            graph.node("Identity", "kept", "everyLogit");
        }
        graph.cast("logits", "kept", half ? OnnxGraphWriter.HALF : OnnxGraphWriter.FLOAT);
    }

    private void inputs(OnnxGraphWriter graph) {
        graph.input("input_ids", OnnxGraphWriter.INT64, -1, -1);
        graph.input("attention_mask", OnnxGraphWriter.INT64, -1, -1);
        if (positions) {
            graph.input("position_ids", OnnxGraphWriter.INT64, -1, -1);
        }
        if (merged) {
            graph.input("use_cache_branch", OnnxGraphWriter.BOOL, 1);
        }
        if (keepsFew) {
            graph.input("num_logits_to_keep", OnnxGraphWriter.INT64);
        }
        graph.input("past_key_values.0.key", cacheType(), -1, heads, -1, WIDTH);
        graph.input("past_key_values.0.value", cacheType(), -1, heads, -1, WIDTH);
        extraInputs.forEach((name, all) -> graph.input(name, all[0], Arrays.copyOfRange(all, 1, all.length)));
    }

    static byte[] littleEndian(float[] values) {
        var buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }
}
