package dev.atrium.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * How the files of a causal language model are to be used, as Optimum exports them: {@code config.json},
 * {@code tokenizer.json}, the graph, and if present {@code generation_config.json}, {@code tokenizer_config.json} and
 * {@code chat_template.jinja}.
 *
 * @param context    most tokens of chat and answer together
 * @param vocabulary number of tokens
 * @param ends       tokens that end an answer
 * @param template   the publisher's chat template, or null for {@link ChatTemplate}'s own
 * @param bos        text of the token that begins a text, or empty
 * @param eos        likewise of the one that ends it
 */
record ChatLayout(
        Path graph,
        Path tokenizer,
        int context,
        int vocabulary,
        Set<Integer> ends,
        @Nullable String template,
        String bos,
        String eos) {

    /** In the order in which they are looked for; each in the folder itself and in {@code onnx}. */
    private static final List<String> GRAPHS = List.of(
            "model.onnx",
            "decoder_model_merged.onnx",
            "model_quantized.onnx",
            "decoder_model_merged_quantized.onnx",
            "model_fp16.onnx",
            "model_q4.onnx",
            "decoder_with_past_model.onnx");

    private static final List<String> LENGTHS =
            List.of("max_position_embeddings", "n_positions", "n_ctx", "max_seq_len", "seq_length");

    private static final int MAX_CONTEXT = 1 << 20;
    private static final int MAX_VOCABULARY = 1 << 21;
    private static final long MAX_TEMPLATE_BYTES = 256 << 10;

    ChatLayout {
        ends = Set.copyOf(ends);
    }

    static @Nullable Path graphIn(Path folder) {
        return GRAPHS.stream()
                .flatMap(name -> List.of(folder.resolve(name), folder.resolve("onnx", name)).stream())
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(null);
    }

    /** Whether the files are those of a language model: its configuration says so, or the name of its graph. */
    static boolean matches(Path folder) {
        var graph = graphIn(folder);
        if (graph == null) {
            return false;
        }
        if (String.valueOf(graph.getFileName()).startsWith("decoder_")) {
            return true;
        }
        try {
            return optional(folder, "config.json")
                    .path("architectures")
                    .valueStream()
                    .map(name -> name.asString(""))
                    .anyMatch(name -> name.endsWith("ForCausalLM") || name.endsWith("LMHeadModel"));
        } catch (LoadFailure _) {
            return false; // whoever loads it says what is wrong
        }
    }

    static ChatLayout read(Path folder) throws LoadFailure {
        var graph = graphIn(folder);
        if (graph == null) {
            throw LoadFailure.ofModel("The graph is missing: none of %s is there. Export the model to ONNX."
                    .formatted(String.join(", ", GRAPHS)));
        }
        var config = ModelJson.read(required(folder, "config.json"), folder);
        var text = optional(folder, "tokenizer_config.json");
        return new ChatLayout(
                graph,
                required(folder, "tokenizer.json"),
                number(config, LENGTHS, MAX_CONTEXT),
                number(config, List.of("vocab_size"), MAX_VOCABULARY),
                ends(config, optional(folder, "generation_config.json")),
                template(folder, text),
                token(text, "bos_token"),
                token(text, "eos_token"));
    }

    /** The same with a shorter context, and with one more token that ends an answer where {@code end} is one. */
    ChatLayout with(int shorter, @Nullable Integer end) {
        var all = new HashSet<>(ends);
        if (end != null) {
            all.add(end);
        }
        return new ChatLayout(graph, tokenizer, Math.min(shorter, context), vocabulary, all, template, bos, eos);
    }

    /** Of the graph with its external data, in bytes. */
    long weights() throws IOException {
        var name = String.valueOf(graph.getFileName());
        try (var all = Files.list(graph.toAbsolutePath().getParent())) {
            long sum = 0;
            for (var file : all.toList()) {
                sum += String.valueOf(file.getFileName()).startsWith(name) ? Files.size(file) : 0;
            }
            return sum;
        }
    }

    private static Path required(Path folder, String name) throws LoadFailure {
        var file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw LoadFailure.ofModel("%s is missing. Publish it next to the graph.".formatted(name));
        }
        return file;
    }

    private static JsonNode optional(Path folder, String name) throws LoadFailure {
        var file = folder.resolve(name);
        return Files.isRegularFile(file) ? ModelJson.read(file, folder) : MissingNode.getInstance();
    }

    private static int number(JsonNode config, List<String> names, int most) throws LoadFailure {
        for (var name : names) {
            var value = config.path(name).asInt(0);
            if (value > 0 && value <= most) {
                return value;
            }
        }
        throw LoadFailure.ofModel("config.json: %s is %s, but it must be 1 to %d. Publish the model's own config.json."
                .formatted(names.getFirst(), config.path(names.getFirst()), most));
    }

    private static Set<Integer> ends(JsonNode... configs) {
        var ends = new HashSet<Integer>();
        for (var config : configs) {
            var end = config.path("eos_token_id");
            if (end.isInt()) {
                ends.add(end.asInt());
            }
            end.valueStream().filter(JsonNode::isInt).map(JsonNode::asInt).forEach(ends::add);
        }
        return ends;
    }

    /** Written as a text, or as an object with its content. */
    private static String token(JsonNode config, String name) {
        var token = config.path(name);
        return token.isObject() ? token.path("content").asString("") : token.asString("");
    }

    private static @Nullable String template(Path folder, JsonNode config) throws LoadFailure {
        var file = folder.resolve("chat_template.jinja");
        var template = Files.isRegularFile(file) ? content(file) : named(config.path("chat_template"));
        if (template != null && template.length() > MAX_TEMPLATE_BYTES) {
            throw LoadFailure.ofModel(
                    "The chat template has %d characters; more than %d are not read. Publish a shorter one."
                            .formatted(template.length(), MAX_TEMPLATE_BYTES));
        }
        return template;
    }

    private static String content(Path file) throws LoadFailure {
        try {
            ModelJson.checkSize(file, "chat_template.jinja");
            return Files.readString(file);
        } catch (IOException e) {
            throw LoadFailure.ofModel("chat_template.jinja is not UTF-8 text. Publish the model's own file.", e);
        }
    }

    /** One template, or several with names, of which {@code default} is meant. */
    private static @Nullable String named(JsonNode template) {
        if (template.isArray()) {
            return template.valueStream()
                    .filter(one -> one.path("name").asString("").equals("default"))
                    .map(one -> one.path("template").asString(""))
                    .findFirst()
                    .orElse(null);
        }
        return template.isString() ? template.asString() : null;
    }
}
