package dev.atrium.worker;

import static dev.atrium.worker.ChatParser.refuse;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads single fields of a chat's body. A field that is null counts as left out. */
final class ChatFields {

    private static final Set<String> ROLES = Set.of(ChatMessage.SYSTEM, ChatMessage.USER, ChatMessage.ASSISTANT);
    private static final String DEVELOPER = "developer";

    private ChatFields() {}

    static String text(JsonNode root, String name) {
        var value = root.path(name);
        if (!value.isString() || value.asString().isEmpty()) {
            throw refuse(name, "%s must be a text of at least one character.".formatted(name));
        }
        return value.asString();
    }

    static boolean bool(JsonNode root, String name) {
        var value = root.path(name);
        if (isAbsent(value)) {
            return false;
        }
        if (!value.isBoolean()) {
            throw refuse(name, "%s must be true or false.".formatted(name));
        }
        return value.asBoolean();
    }

    static @Nullable Integer integer(JsonNode root, String name, int least, int most) {
        var value = root.path(name);
        if (isAbsent(value)) {
            return null;
        }
        if (!value.isInt() || value.asInt() < least || value.asInt() > most) {
            throw refuse(name, "%s must be a whole number from %d to %d.".formatted(name, least, most));
        }
        return value.asInt();
    }

    static double number(JsonNode root, String name, int least, int most, double otherwise) {
        var value = root.path(name);
        if (isAbsent(value)) {
            return otherwise;
        }
        if (!value.isNumber() || !(value.asDouble() >= least && value.asDouble() <= most)) {
            throw refuse(name, "%s must be a number from %d to %d.".formatted(name, least, most));
        }
        return value.asDouble();
    }

    static @Nullable Long seed(JsonNode root) {
        var value = root.path("seed");
        if (isAbsent(value)) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw refuse("seed", "seed must be a whole number of at most 64 bits.");
        }
        return value.asLong();
    }

    /** @param where for example {@code messages[0]} */
    static ChatMessage message(JsonNode message, String where) {
        var role = message.path("role").asString("");
        if (role.equals(DEVELOPER)) {
            role = ChatMessage.SYSTEM;
        }
        if (!ROLES.contains(role)) {
            throw refuse("messages", "%s.role must be 'system', 'developer', 'user' or 'assistant'.".formatted(where));
        }
        for (var name : message.propertyNames()) {
            if (!Set.of("role", "content", "name", "refusal").contains(name) && !isNothing(message.path(name))) {
                throw refuse(
                        "messages",
                        "%s has a field that this engine does not serve. Send role and content only.".formatted(where));
            }
        }
        var content = content(message.path("content"), where + ".content");
        requireWhole(content, "messages", where + ".content");
        return new ChatMessage(role, content);
    }

    private static boolean isNothing(JsonNode value) {
        return isAbsent(value) || (value.isContainer() && value.isEmpty());
    }

    private static String content(JsonNode content, String where) {
        if (content.isString()) {
            return content.asString();
        }
        if (!content.isArray()) {
            throw refuse("messages", "%s must be a text, or an array of text parts.".formatted(where));
        }
        return content.valueStream().map(part -> part(part, where)).collect(Collectors.joining());
    }

    private static String part(JsonNode part, String where) {
        if (!part.path("type").asString("").equals("text") || !part.path("text").isString()) {
            throw refuse("messages", "%s has a part that is no text. This model reads text only.".formatted(where));
        }
        return part.path("text").asString();
    }

    static void requireWhole(String text, String field, String where) {
        if (text.codePoints().anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
            throw refuse(field, "%s has half of a character (a lone surrogate). Send valid Unicode.".formatted(where));
        }
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
