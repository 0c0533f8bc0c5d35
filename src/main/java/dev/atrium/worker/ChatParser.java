package dev.atrium.worker;

import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the body of {@code POST /v1/chat/completions}, whose every mistake is answered with the field that has it. */
final class ChatParser {

    private static final int BAD_REQUEST = 400;
    private static final int MAX_MESSAGES = 10_000;
    private static final int MAX_STOPS = 16;
    private static final int MAX_STOP_LENGTH = 1000;
    private static final int MAX_ALTERNATIVES = 20;
    private static final int MAX_NAME = 60;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Read below, or by the gateway. */
    private static final Set<String> KNOWN = Set.of(
            "model",
            "messages",
            "stream",
            "stream_options",
            "max_tokens",
            "max_completion_tokens",
            "temperature",
            "top_p",
            "presence_penalty",
            "frequency_penalty",
            "seed",
            "stop",
            "logprobs",
            "top_logprobs",
            "n");

    /** They change nothing about the answer. */
    private static final Set<String> WITHOUT_EFFECT =
            Set.of("user", "metadata", "safety_identifier", "prompt_cache_key", "service_tier", "store");

    /** Known to the protocol, and served only where they ask for nothing. */
    private static final Set<String> UNSUPPORTED = Set.of(
            "logit_bias",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "functions",
            "function_call",
            "response_format",
            "modalities",
            "audio",
            "prediction",
            "reasoning_effort",
            "verbosity",
            "web_search_options");

    private ChatParser() {}

    /** @throws ProblemException 400 */
    static ChatRequest parse(byte[] body) {
        var root = tree(body);
        root.propertyNames().forEach(name -> check(name, root.path(name)));
        var alternatives = ChatFields.integer(root, "top_logprobs", 0, MAX_ALTERNATIVES);
        var logprobs = ChatFields.bool(root, "logprobs");
        if (alternatives != null && !logprobs) {
            throw refuse("top_logprobs", "top_logprobs is set, but logprobs is not true. Set both, or leave it out.");
        }
        return new ChatRequest(
                ChatFields.text(root, "model"),
                messages(root.path("messages")),
                ChatFields.bool(root, "stream"),
                maxTokens(root),
                stops(root.path("stop")),
                logprobs ? Integer.valueOf(alternatives == null ? 0 : alternatives) : null,
                sampling(root));
    }

    private static JsonNode tree(byte[] body) {
        try {
            var root = JSON.readTree(body);
            if (root.isObject()) {
                return root;
            }
        } catch (JacksonException _) {
            // said below
        }
        throw new ProblemException(Problem.of(
                BAD_REQUEST,
                "invalid_json",
                "The body is not a valid JSON object with each field once. Check its syntax and its end."));
    }

    private static void check(String name, JsonNode value) {
        if (KNOWN.contains(name) || WITHOUT_EFFECT.contains(name)) {
            return;
        }
        var shortened = name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
        if (!UNSUPPORTED.contains(name)) {
            throw new ProblemException(Problem.ofField(
                    shortened, "unknown_parameter", "There is no parameter '%s'. Leave it out.".formatted(shortened)));
        }
        if (!asksForNothing(name, value)) {
            throw new ProblemException(Problem.ofField(
                    name,
                    "unsupported_parameter",
                    "%s is not supported by this model's engine. Leave it out.".formatted(name)));
        }
    }

    private static boolean asksForNothing(String name, JsonNode value) {
        return value.isNull()
                || (value.isContainer() && value.isEmpty())
                || (name.equals("tool_choice") && value.asString("").equals("none"))
                || name.equals("parallel_tool_calls")
                || (name.equals("modalities")
                        && value.size() == 1
                        && value.path(0).asString("").equals("text"))
                || (name.equals("response_format")
                        && value.path("type").asString("").equals("text"));
    }

    private static List<ChatMessage> messages(JsonNode all) {
        if (!all.isArray() || all.isEmpty()) {
            throw refuse("messages", "messages must be an array of at least one message.");
        }
        if (all.size() > MAX_MESSAGES) {
            throw refuse("messages", "messages has more than %d entries. Send fewer.".formatted(MAX_MESSAGES));
        }
        return IntStream.range(0, all.size())
                .mapToObj(i -> ChatFields.message(all.get(i), "messages[%d]".formatted(i)))
                .toList();
    }

    private static @Nullable Integer maxTokens(JsonNode root) {
        if (root.path("n").isNumber() && root.path("n").asDouble() != 1) {
            throw refuse("n", "n must be 1: this engine makes one answer per request.");
        }
        var old = ChatFields.integer(root, "max_tokens", 1, Integer.MAX_VALUE);
        var current = ChatFields.integer(root, "max_completion_tokens", 1, Integer.MAX_VALUE);
        if (old != null && current != null && !old.equals(current)) {
            throw refuse(
                    "max_tokens", "max_tokens and max_completion_tokens are both set, and differ. Send one of them.");
        }
        return current == null ? old : current;
    }

    private static List<String> stops(JsonNode stop) {
        if (stop.isMissingNode() || stop.isNull()) {
            return List.of();
        }
        var all = stop.isArray() ? stop.valueStream().toList() : List.of(stop);
        if (all.size() > MAX_STOPS) {
            throw refuse("stop", "stop has more than %d texts. Send fewer.".formatted(MAX_STOPS));
        }
        for (var one : all) {
            if (!one.isString() || one.asString().isEmpty() || one.asString().length() > MAX_STOP_LENGTH) {
                throw refuse(
                        "stop",
                        "stop must be a text, or an array of texts, each of 1 to %d characters."
                                .formatted(MAX_STOP_LENGTH));
            }
            ChatFields.requireWhole(one.asString(), "stop", "stop");
        }
        return all.stream().map(JsonNode::asString).toList();
    }

    private static Sampling sampling(JsonNode root) {
        var usual = Sampling.DEFAULT;
        var topP = ChatFields.number(root, "top_p", 0, 1, usual.topP());
        if (topP == 0) {
            throw refuse("top_p", "top_p must be above 0 and at most 1. For the likeliest token set temperature to 0.");
        }
        return new Sampling(
                ChatFields.number(root, "temperature", 0, 2, usual.temperature()),
                topP,
                ChatFields.number(root, "presence_penalty", -2, 2, usual.presencePenalty()),
                ChatFields.number(root, "frequency_penalty", -2, 2, usual.frequencyPenalty()),
                ChatFields.seed(root));
    }

    static ProblemException refuse(String field, String message) {
        return new ProblemException(Problem.ofField(field, "invalid_" + field, message));
    }
}
