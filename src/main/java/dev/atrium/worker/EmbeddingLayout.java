package dev.atrium.worker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How the files of an embedding model are to be used, as Hugging Face and sentence-transformers lay them out:
 * {@code config.json}, {@code tokenizer.json}, the graph, and if present {@code 1_Pooling/config.json},
 * {@code sentence_bert_config.json} and {@code modules.json}.
 *
 * <p>Without {@code 1_Pooling} vectors are the mean over tokens, as sentence-transformers does. Without
 * {@code modules.json} they are normalized, as callers of the OpenAI protocol expect; with it, only if it says so.
 *
 * @param maxTokens  longest input, special tokens included
 * @param vocabulary number of tokens
 * @param cost       of a run, in memory
 * @param pad        the token that fills up a batch
 */
record EmbeddingLayout(
        Path graph,
        Path tokenizer,
        int maxTokens,
        int vocabulary,
        RunCost cost,
        long pad,
        Pooling pooling,
        boolean normalizes) {

    /** How the vectors of the tokens become one. */
    enum Pooling {
        CLS,
        MEAN
    }

    /** In the order in which they are looked for. */
    private static final List<String> GRAPHS = List.of("model.onnx", "onnx/model.onnx", "onnx/model_quantized.onnx");

    private static final String POOLING_MODE = "pooling_mode_";
    private static final int MAX_TOKENS = 1 << 20;

    /** These count positions from the padding token on, and so have two fewer than they say. */
    private static final List<String> OFFSET_POSITIONS = List.of("roberta", "xlm-roberta", "camembert", "mpnet");

    static @Nullable Path graphIn(Path folder) {
        return GRAPHS.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(null);
    }

    static EmbeddingLayout read(Path folder) throws LoadFailure {
        var graph = graphIn(folder);
        if (graph == null) {
            throw LoadFailure.ofModel("The graph is missing: none of %s is there. Export the model to ONNX."
                    .formatted(String.join(", ", GRAPHS)));
        }
        var tokenizer = required(folder, "tokenizer.json");
        var config = ModelJson.read(required(folder, "config.json"), folder);
        return new EmbeddingLayout(
                graph,
                tokenizer,
                maxTokens(folder, config),
                vocabulary(config, tokenizer, folder),
                RunCost.of(config),
                Math.max(0, config.path("pad_token_id").asLong(0)),
                pooling(folder),
                normalizes(folder));
    }

    /** The same for shorter inputs only. */
    EmbeddingLayout upTo(int tokens) {
        return new EmbeddingLayout(
                graph, tokenizer, Math.min(tokens, maxTokens), vocabulary, cost, pad, pooling, normalizes);
    }

    private static Path required(Path folder, String name) throws LoadFailure {
        var file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw LoadFailure.ofModel("%s is missing. Publish it next to the graph.".formatted(name));
        }
        return file;
    }

    private static int maxTokens(Path folder, JsonNode config) throws LoadFailure {
        var positions = config.path("max_position_embeddings").asInt(0);
        if (positions < 1 || positions > MAX_TOKENS) {
            throw LoadFailure.ofModel(
                    "config.json: max_position_embeddings is %s, but it must be 1 to %d. Publish the model's own config.json."
                            .formatted(config.path("max_position_embeddings"), MAX_TOKENS));
        }
        var offset = OFFSET_POSITIONS.contains(config.path("model_type").asString("")) ? 2 : 0;
        var sentence = folder.resolve("sentence_bert_config.json");
        var configured = Files.isRegularFile(sentence)
                ? ModelJson.read(sentence, folder).path("max_seq_length").asInt(MAX_TOKENS)
                : MAX_TOKENS;
        return Math.max(1, Math.min(positions - offset, configured < 1 ? MAX_TOKENS : configured));
    }

    private static int vocabulary(JsonNode config, Path tokenizer, Path folder) throws LoadFailure {
        var size = config.path("vocab_size").asInt(0);
        if (size > 0) {
            return size;
        }
        var words =
                ModelJson.read(tokenizer, folder).path("model").path("vocab").size();
        if (words == 0) {
            throw LoadFailure.ofModel("config.json: vocab_size is missing. Publish the model's own config.json.");
        }
        return words;
    }

    private static Pooling pooling(Path folder) throws LoadFailure {
        var file = folder.resolve("1_Pooling/config.json");
        if (!Files.isRegularFile(file)) {
            return Pooling.MEAN;
        }
        var config = ModelJson.read(file, folder);
        var modes = config.properties().stream()
                .filter(entry -> entry.getKey().startsWith(POOLING_MODE)
                        && entry.getValue().asBoolean(false))
                .map(entry -> entry.getKey().substring(POOLING_MODE.length()))
                .toList();
        if (modes.equals(List.of("cls_token"))) {
            return Pooling.CLS;
        }
        if (modes.equals(List.of("mean_tokens"))) {
            return Pooling.MEAN;
        }
        throw LoadFailure.ofModel(
                "1_Pooling/config.json: the pooling %s is not supported. Supported are cls_token and mean_tokens."
                        .formatted(modes));
    }

    private static boolean normalizes(Path folder) throws LoadFailure {
        var file = folder.resolve("modules.json");
        if (!Files.isRegularFile(file)) {
            return true;
        }
        var types = modules(ModelJson.read(file, folder)).toList();
        for (var type : types) {
            if (!List.of("Transformer", "Pooling", "Normalize").contains(type)) {
                throw LoadFailure.ofModel(
                        "modules.json: the module '%s' is not supported. Supported are Transformer, Pooling and Normalize."
                                .formatted(type));
            }
        }
        return types.contains("Normalize");
    }

    private static Stream<String> modules(JsonNode all) {
        return all.valueStream()
                .map(module -> module.path("type").asString(""))
                .map(type -> type.substring(type.lastIndexOf('.') + 1));
    }
}
