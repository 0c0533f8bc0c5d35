package dev.atrium.worker;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.interpret.Context.Library;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.interpret.TemplateError.ErrorType;
import com.hubspot.jinjava.loader.ResourceNotFoundException;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes one text of a chat. A publisher's template is code that somebody else wrote: it sees plain data only, may use
 * the tags, filters and functions listed here, has neither files nor other templates, and its time and output are
 * bounded. What stands in a message is never read as a template.
 *
 * <p>Models without a template get each message as a line such as {@code User: Hello}, then {@code Assistant:}; the
 * answer ends where the model begins a line of the user's.
 */
final class ChatTemplate {

    private static final Set<String> TAGS = Set.of(
            "for",
            "endfor",
            "if",
            "elif",
            "else",
            "endif",
            "set",
            "endset",
            "macro",
            "endmacro",
            "raw",
            "endraw",
            "do",
            "break",
            "continue",
            "unless",
            "endunless");

    private static final Set<String> FILTERS = Set.of(
            "capitalize",
            "count",
            "d",
            "default",
            "dictsort",
            "first",
            "float",
            "int",
            "items",
            "join",
            "last",
            "length",
            "list",
            "lower",
            "map",
            "reject",
            "rejectattr",
            "replace",
            "reverse",
            "safe",
            "select",
            "selectattr",
            "string",
            "title",
            "tojson",
            "trim",
            "unique",
            "upper");

    /** With their namespace, which is empty. */
    private static final Set<String> FUNCTIONS = Set.of(":range", ":namespace");

    static final int MOST_CHARACTERS = 4 << 20;
    private static final int MOST_ENTRIES = 10_000;
    private static final int MOST_DEPTH = 20;
    private static final int MOST_RANGE = 1000;
    private static final int MESSAGE_LENGTH = 200;

    private static final JinjavaConfig CONFIG = JinjavaConfig.newBuilder()
            .withDisabled(disabled())
            .withElResolver(new PlainData())
            .withInterperterFactory(new HastyInterpreter.Factory())
            .withNestedInterpretationEnabled(false)
            .withLegacyOverrides(LegacyOverrides.newBuilder()
                    .withEvaluateMapKeys(true)
                    .withIterateOverMapKeys(true)
                    .withUseNaturalOperatorPrecedence(true)
                    .withParseWhitespaceControlStrictly(true)
                    .build())
            .withTrimBlocks(true)
            .withLstripBlocks(true)
            .withMaxRenderDepth(MOST_DEPTH)
            .withMaxOutputSize(MOST_CHARACTERS)
            .withMaxStringLength(MOST_CHARACTERS)
            .withMaxListSize(MOST_ENTRIES)
            .withMaxMapSize(MOST_ENTRIES)
            .withRangeLimit(MOST_RANGE)
            .build();

    private final @Nullable String source;
    private final Map<String, Object> constants;

    private ChatTemplate(@Nullable String source, String bos, String eos) {
        this.source = source;
        this.constants = Map.of("bos_token", bos, "eos_token", eos, "add_generation_prompt", true);
    }

    /** Tries the template with a greeting, so that a publisher hears of its mistakes. */
    static ChatTemplate of(ChatLayout layout) throws LoadFailure {
        var template = new ChatTemplate(layout.template(), layout.bos(), layout.eos());
        try {
            template.render(List.of(new ChatMessage(ChatMessage.USER, "Hello")));
            return template;
        } catch (ProblemException e) {
            throw LoadFailure.ofModel(
                    e.problem().message() + " Correct the chat template and publish the model again.", e);
        }
    }

    /** Texts that end an answer besides those that the caller names. */
    List<String> stops() {
        return source == null ? List.of("\nUser:") : List.of();
    }

    /** @throws ProblemException if the template refuses these messages, or cannot be used */
    String render(List<ChatMessage> messages) {
        if (source == null) {
            return plain(messages);
        }
        var bindings = new LinkedHashMap<String, Object>(constants);
        bindings.put("messages", messages.stream().map(ChatTemplate::data).toList());
        return checked(jinjava().renderForResult(source, bindings));
    }

    private static String plain(List<ChatMessage> messages) {
        var text = messages.stream()
                .map(message -> "%s: %s\n".formatted(name(message.role()), message.content()))
                .collect(Collectors.joining());
        return text + "Assistant:";
    }

    private static String name(String role) {
        return Character.toUpperCase(role.charAt(0)) + role.substring(1);
    }

    private static Map<String, Object> data(ChatMessage message) {
        return new LinkedHashMap<>(Map.of("role", message.role(), "content", message.content()));
    }

    /** A new one each time: it keeps what a template has defined. */
    private static Jinjava jinjava() {
        var jinjava = new Jinjava(CONFIG);
        jinjava.setResourceLocator((name, _, _) -> {
            throw new ResourceNotFoundException("Chat templates have no other templates: " + name);
        });
        jinjava.registerFunction(TemplateFunctions.raiseException());
        jinjava.registerFilter(new TemplateFunctions.Replace());
        return jinjava;
    }

    private static String checked(RenderResult result) {
        var refusal = result.getErrors().stream()
                .filter(error -> error.getSeverity() == ErrorType.FATAL)
                .map(ChatTemplate::reason)
                .findFirst();
        if (refusal.isPresent()) {
            throw new ProblemException(Problem.ofField(
                    "messages",
                    "invalid_messages",
                    "The model's chat template refuses these messages: %s".formatted(refusal.get())));
        }
        return result.getOutput();
    }

    /** What the template itself said, if it did. */
    private static String reason(TemplateError error) {
        for (Throwable cause = error.getException(); cause != null; cause = cause.getCause()) {
            if (cause instanceof TemplateFunctions.Refused refused) {
                return cut(String.valueOf(refused.getMessage()));
            }
        }
        return cut(String.valueOf(error.getMessage()));
    }

    private static String cut(String text) {
        return text.length() <= MESSAGE_LENGTH ? text : text.substring(0, MESSAGE_LENGTH);
    }

    /** All that the library has but what is listed above. */
    private static Map<Library, Set<String>> disabled() {
        var all = new Jinjava().getGlobalContext();
        return Map.of(
                Library.TAG, without(TAGS, all.getAllTags().stream().map(tag -> tag.getName())),
                Library.FILTER, without(FILTERS, all.getAllFilters().stream().map(filter -> filter.getName())),
                Library.FUNCTION,
                        without(FUNCTIONS, all.getAllFunctions().stream().map(function -> function.getName())));
    }

    private static Set<String> without(Set<String> allowed, Stream<String> names) {
        return names.filter(Predicate.not(allowed::contains)).collect(Collectors.toCollection(TreeSet::new));
    }
}
