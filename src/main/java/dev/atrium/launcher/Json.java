package dev.atrium.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * As much JSON as the launcher needs: it writes flat objects and picks single values out of answers of its own
 * services. Not a parser.
 */
final class Json {

    private Json() {}

    /** An object of strings; {@code null} has no place here. Values that are objects themselves come as text in braces. */
    static String object(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> quote(field.getKey()) + ":" + value(field.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String value(String value) {
        return value.startsWith("{") ? value : quote(value);
    }

    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                default -> quoted.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
            }
        }
        return quoted.append('"').toString();
    }

    /** The first value of this name, wherever in the text; empty if there is none, or it is null. */
    static Optional<String> first(String json, String name) {
        return all(json, name).stream().findFirst();
    }

    /** Every string, number, true or false of this name, in order; of a list the first element. */
    static List<String> all(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + Pattern.quote(name)
                        + "\"\\s*:\\s*\\[?(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(-?[0-9.eE+]+|true|false))")
                .matcher(json);
        List<String> values = new ArrayList<>();
        while (matcher.find()) {
            values.add(Optional.ofNullable(matcher.group(1)).map(Json::unescape).orElseGet(() -> matcher.group(2)));
        }
        return values;
    }

    private static String unescape(String text) {
        return Pattern.compile("\\\\(u([0-9a-fA-F]{4})|.)").matcher(text).replaceAll(escape -> {
            String code = escape.group(1);
            String plain = switch (code.charAt(0)) {
                case 'n' -> "\n";
                case 't' -> "\t";
                case 'r' -> "\r";
                case 'u' -> String.valueOf((char) Integer.parseInt(code.substring(1), 16));
                default -> code;
            };
            return Matcher.quoteReplacement(plain);
        });
    }
}
