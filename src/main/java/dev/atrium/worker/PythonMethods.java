package dev.atrium.worker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The methods of Python's texts, lists and dictionaries that chat templates call. There are no others. */
final class PythonMethods {

    private PythonMethods() {}

    /** @throws TemplateFunctions.Refused if there is no such method of such a value */
    static @Nullable Object call(@Nullable Object base, String method, Object @Nullable [] parameters) {
        var given = parameters == null ? List.of() : Arrays.asList(parameters);
        return switch (base) {
            case String text -> ofText(text, method, given);
            case Map<?, ?> map -> ofMap(map, method, given);
            case List<?> list -> ofList(list, method, given);
            case null, default -> throw unknown(method);
        };
    }

    private static Object ofText(String text, String method, List<?> given) {
        return switch (method) {
            case "strip" -> strip(text, given, true, true);
            case "lstrip" -> strip(text, given, true, false);
            case "rstrip" -> strip(text, given, false, true);
            case "split" -> split(text, given);
            case "startswith" -> text.startsWith(text(given, 0));
            case "endswith" -> text.endsWith(text(given, 0));
            case "upper" -> text.toUpperCase(Locale.ROOT);
            case "lower" -> text.toLowerCase(Locale.ROOT);
            case "capitalize" -> capitalized(text);
            case "replace" -> replace(text, text(given, 0), text(given, 1));
            default -> throw unknown(method);
        };
    }

    private static @Nullable Object ofMap(Map<?, ?> map, String method, List<?> given) {
        return switch (method) {
            case "get" -> {
                var value = map.get(text(given, 0));
                yield value == null && given.size() > 1 ? given.get(1) : value;
            }
            case "items" -> {
                List<Object> items = new ArrayList<>();
                map.forEach((key, value) -> items.add(Arrays.asList(key, value)));
                yield items;
            }
            case "keys" -> new ArrayList<Object>(map.keySet());
            case "values" -> new ArrayList<Object>(map.values());
            default -> throw unknown(method);
        };
    }

    @SuppressWarnings("unchecked") // lists of a template hold anything
    private static Object ofList(List<?> list, String method, List<?> given) {
        if (method.equals("append") && given.size() == 1) {
            ((List<Object>) list).add(given.getFirst()); // the library bounds its length
            return "";
        }
        throw unknown(method);
    }

    private static String strip(String text, List<?> given, boolean left, boolean right) {
        var characters = given.isEmpty() ? null : text(given, 0);
        var from = 0;
        var to = text.length();
        while (left && from < to && isStripped(text.charAt(from), characters)) {
            from++;
        }
        while (right && to > from && isStripped(text.charAt(to - 1), characters)) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isStripped(char character, @Nullable String characters) {
        return characters == null ? Character.isWhitespace(character) : characters.indexOf(character) >= 0;
    }

    private static List<Object> split(String text, List<?> given) {
        if (given.isEmpty()) {
            return text.isBlank()
                    ? new ArrayList<>()
                    : new ArrayList<>(Arrays.asList(text.strip().split("\\s+")));
        }
        var most = given.size() > 1 && given.get(1) instanceof Number number ? number.intValue() + 1 : -1;
        return new ArrayList<>(Arrays.asList(text.split(Pattern.quote(text(given, 0)), most)));
    }

    private static String capitalized(String text) {
        return text.isEmpty()
                ? text
                : text.substring(0, 1).toUpperCase(Locale.ROOT)
                        + text.substring(1).toLowerCase(Locale.ROOT);
    }

    /** A template may make a text much longer with few words, so the result is bounded. */
    private static String replace(String text, String old, String replacement) {
        long most = (long) (text.length() + 1) * (replacement.length() + 1);
        if (most > ChatTemplate.MOST_CHARACTERS) {
            throw new TemplateFunctions.Refused("a text becomes too long");
        }
        return text.replace(old, replacement);
    }

    private static String text(List<?> given, int index) {
        if (index < given.size() && given.get(index) instanceof String text) {
            return text;
        }
        throw new TemplateFunctions.Refused("a method of the template lacks a text");
    }

    private static TemplateFunctions.Refused unknown(String method) {
        return new TemplateFunctions.Refused(
                "the method '%s' is not available".formatted(method.length() > 40 ? method.substring(0, 40) : method));
    }
}
