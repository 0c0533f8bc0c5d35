package dev.atrium.worker;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the graph of a causal language model asks for and gives, checked: heads and widths are those that it declares,
 * so that any way to share heads is served alike.
 *
 * @param inputs  all of them, by name
 * @param pasts   those of the cache, in pairs of key and value per layer
 * @param outputs of the cache, and the logits
 * @param keepIsScalar whether the number of logits to keep has no dimension
 */
record DecoderShape(Set<String> inputs, List<Past> pasts, Set<String> outputs, boolean keepIsScalar) {

    static final String IDS = "input_ids";
    static final String MASK = "attention_mask";
    static final String POSITIONS = "position_ids";
    static final String USE_CACHE = "use_cache_branch";
    static final String KEEP = "num_logits_to_keep";
    static final String LOGITS = "logits";

    private static final Pattern PAST = Pattern.compile("past_key_values\\.(\\d{1,4})\\.(key|value)");
    private static final int PAST_RANK = 4;
    private static final int PAST_LENGTH = 2;
    private static final int PAST_WIDTH = 3;

    /** Beginnings of inputs that tell what a graph is instead. */
    private static final Map<String, String> FOREIGN = new TreeMap<>(Map.of(
            "encoder_", "an encoder-decoder",
            "decoder_input_ids", "an encoder-decoder",
            "past_conv", "a hybrid with convolutions",
            "past_ssm", "a state space model",
            "past_recurrent", "a recurrent model",
            "cache_params", "a state space model",
            "pixel_values", "a model that sees",
            "inputs_embeds", "a part of a model that sees or hears",
            "input_features", "a model that hears"));

    /**
     * One tensor of the cache.
     *
     * @param present the output that continues it
     * @param type    float or float16
     */
    record Past(String name, String present, OnnxJavaType type, long heads, long width) {

        long bytesPerToken() {
            return heads * width * type.size;
        }
    }

    DecoderShape {
        inputs = Set.copyOf(inputs);
        pasts = List.copyOf(pasts);
        outputs = Set.copyOf(outputs);
    }

    /** Bytes that a token of a chat takes: a step holds the cache that it reads and the one that it makes. */
    long memoryPerToken() {
        return 2 * pasts.stream().mapToLong(Past::bytesPerToken).sum();
    }

    static DecoderShape of(OrtSession session) throws OrtException, LoadFailure {
        var declared = session.getInputInfo();
        var pasts = new ArrayList<Past>();
        for (var input : declared.entrySet()) {
            var name = input.getKey();
            if (PAST.matcher(name).matches()) {
                pasts.add(past(name, input.getValue(), session.getOutputNames()));
            } else {
                check(name, input.getValue());
            }
        }
        if (!declared.containsKey(IDS)) {
            throw LoadFailure.ofModel(
                    "The graph has no input 'input_ids', but %s. Export it for text-generation-with-past."
                            .formatted(declared.keySet()));
        }
        if (pasts.isEmpty()) {
            throw LoadFailure.ofModel(
                    "The graph has no input 'past_key_values.0.key', so it would compute all of a chat for each token. Export it for text-generation-with-past.");
        }
        requireLogits(session);
        var outputs = new ArrayList<>(pasts.stream().map(Past::present).toList());
        outputs.add(LOGITS);
        var keep = declared.get(KEEP);
        var isScalar = keep != null && keep.getInfo() instanceof TensorInfo info && info.getShape().length == 0;
        return new DecoderShape(declared.keySet(), pasts, Set.copyOf(outputs), isScalar);
    }

    private static Past past(String name, NodeInfo node, Set<String> outputs) throws LoadFailure {
        if (!(node.getInfo() instanceof TensorInfo info) || !isFloat(info.type)) {
            throw unsupported(name, "it must be float or float16");
        }
        var shape = info.getShape();
        if (shape.length != PAST_RANK || shape[1] <= 0 || shape[PAST_LENGTH] >= 0 || shape[PAST_WIDTH] <= 0) {
            throw unsupported(name, "its shape must be batch, heads, length, width, with fixed heads and width");
        }
        requireAnyBatch(name, shape[0]);
        var present = name.replace("past_key_values", "present");
        if (!outputs.contains(present)) {
            throw unsupported(name, "there is no output '%s' to continue it".formatted(present));
        }
        return new Past(name, present, info.type, shape[1], shape[PAST_WIDTH]);
    }

    private static void check(String name, NodeInfo node) throws LoadFailure {
        var info = node.getInfo() instanceof TensorInfo tensor ? tensor : null;
        switch (name) {
            case IDS, MASK, POSITIONS -> {
                if (info == null || info.type != OnnxJavaType.INT64 || info.getShape().length != 2) {
                    throw unsupported(name, "it must be int64 with batch and sequence");
                }
                requireAnyBatch(name, info.getShape()[0]);
                if (info.getShape()[1] >= 0) {
                    throw unsupported(name, "its length is fixed");
                }
            }
            case USE_CACHE -> {
                if (info == null || info.type != OnnxJavaType.BOOL) {
                    throw unsupported(name, "it must be bool");
                }
            }
            case KEEP -> {
                if (info == null || info.type != OnnxJavaType.INT64 || info.getShape().length > 1) {
                    throw unsupported(name, "it must be one int64");
                }
            }
            default -> throw foreign(name);
        }
    }

    private static LoadFailure foreign(String name) {
        for (var one : FOREIGN.entrySet()) {
            if (name.startsWith(one.getKey())) {
                return LoadFailure.ofModel(
                        "The graph asks for the input '%s': this is %s, which is not supported. Publish a decoder-only language model."
                                .formatted(name, one.getValue()));
            }
        }
        return LoadFailure.ofModel(
                "The graph asks for the input '%s', which is not supported for chats. Export it for text-generation-with-past."
                        .formatted(name));
    }

    private static void requireLogits(OrtSession session) throws OrtException, LoadFailure {
        var node = session.getOutputInfo().get(LOGITS);
        if (node == null
                || !(node.getInfo() instanceof TensorInfo info)
                || !isFloat(info.type)
                || info.getShape().length != 3) {
            throw LoadFailure.ofModel(
                    "The graph has no output 'logits' in float or float16 with batch, sequence and vocabulary, but %s. Export it for text-generation-with-past."
                            .formatted(session.getOutputNames()));
        }
    }

    private static void requireAnyBatch(String name, long batch) throws LoadFailure {
        if (batch > 1) {
            throw unsupported(name, "its batch is fixed to %d".formatted(batch));
        }
    }

    private static boolean isFloat(OnnxJavaType type) {
        return type == OnnxJavaType.FLOAT || type == OnnxJavaType.FLOAT16;
    }

    private static LoadFailure unsupported(String name, String why) {
        return LoadFailure.ofModel(
                "The graph's input '%s' is not supported: %s. Export it for text-generation-with-past."
                        .formatted(name, why));
    }
}
