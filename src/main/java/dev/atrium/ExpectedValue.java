package dev.atrium;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.ResolvableType;
import org.springframework.util.unit.DataSize;

/** What a setting of a certain type looks like, in words for people. */
final class ExpectedValue {

    private ExpectedValue() {}

    static String of(ResolvableType type) {
        var raw = type.toClass();
        if (List.class.isAssignableFrom(raw)) {
            return "one or more, parted by commas, of " + of(type.getGeneric(0));
        }
        if (raw.isEnum()) {
            return Stream.of(raw.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
        }
        if (raw == int.class || raw == Integer.class || raw == long.class || raw == Long.class) {
            return "a whole number";
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return "true or false";
        }
        return ofText(raw);
    }

    private static String ofText(Class<?> type) {
        if (type == Duration.class) {
            return "a duration such as 500ms, 5s or 2m";
        }
        if (type == DataSize.class) {
            return "a size such as 512KB or 10MB";
        }
        if (type == Currency.class) {
            return "a currency code such as USD";
        }
        return type == Path.class ? "a path" : "a value of another form";
    }
}
