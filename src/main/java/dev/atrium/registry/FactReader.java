package dev.atrium.registry;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Finds out from the configuration of a version what it is for and how much it reads, by the rules of the built-in
 * engine. A file that cannot be understood tells nothing; whoever loads it says what is wrong.
 */
final class FactReader {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String CONFIG = "config.json";
    private static final String SENTENCES = "sentence_bert_config.json";
    private static final List<String> LENGTHS =
            List.of("max_position_embeddings", "n_positions", "n_ctx", "max_seq_len", "seq_length");
    private static final int MAX_CONTEXT = 1 << 20;

    /** These count positions from the padding token on, and so have two fewer than they say. */
    private static final List<String> OFFSET_POSITIONS = List.of("roberta", "xlm-roberta", "camembert", "mpnet");

    private FactReader() {}

    static ModelFacts read(VersionFiles files) {
        var config = json(files, CONFIG);
        var task = task(files.paths(), config);
        return new ModelFacts(task, context(task, config, json(files, SENTENCES)), files.sizeBytes());
    }

    private static ModelTask task(List<String> paths, JsonNode config) {
        var graphs = paths.stream().filter(path -> path.endsWith(".onnx")).toList();
        if (graphs.isEmpty()) {
            return ModelTask.OTHER;
        }
        var isChat = graphs.stream()
                        .anyMatch(path ->
                                path.substring(path.lastIndexOf('/') + 1).startsWith("decoder_"))
                || config.path("architectures")
                        .valueStream()
                        .map(name -> name.asString(""))
                        .anyMatch(name -> name.endsWith("ForCausalLM") || name.endsWith("LMHeadModel"));
        return isChat ? ModelTask.CHAT : ModelTask.EMBEDDINGS;
    }

    private static @Nullable Integer context(ModelTask task, JsonNode config, JsonNode sentences) {
        var positions =
                LENGTHS.stream().flatMapToInt(name -> length(config, name)).findFirst();
        if (positions.isEmpty()) {
            return null;
        }
        if (task != ModelTask.EMBEDDINGS) {
            return positions.getAsInt();
        }
        var offset = OFFSET_POSITIONS.contains(config.path("model_type").asString("")) ? 2 : 0;
        var configured = length(sentences, "max_seq_length").findFirst().orElse(MAX_CONTEXT);
        return Math.max(1, Math.min(positions.getAsInt() - offset, configured));
    }

    private static IntStream length(JsonNode config, String name) {
        var value = config.path(name).asInt(0);
        return value > 0 && value <= MAX_CONTEXT ? IntStream.of(value) : IntStream.empty();
    }

    private static JsonNode json(VersionFiles files, String path) {
        return files.text(path).flatMap(FactReader::parsed).orElseGet(MissingNode::getInstance);
    }

    private static Optional<JsonNode> parsed(String text) {
        try {
            return Optional.of(JSON.readTree(text));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
