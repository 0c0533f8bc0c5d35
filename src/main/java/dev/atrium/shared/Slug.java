package dev.atrium.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A lower-case name of an organization, project or model, as it stands in addresses.
 *
 * @param value 1 to 63 of {@code a-z}, {@code 0-9} and {@code -}, beginning and ending with a letter or digit
 */
public record Slug(@JsonValue String value) {

    private static final Pattern GRAMMAR = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** Names that paths, hosts or people would misread. */
    public static final Set<String> RESERVED = Set.of(
            "admin",
            "api",
            "atrium",
            "billing",
            "health",
            "hf",
            "kit",
            "login",
            "logout",
            "manage",
            "metrics",
            "models",
            "new",
            "null",
            "operator",
            "root",
            "settings",
            "support",
            "system",
            "undefined",
            "v1",
            "v2",
            "www");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Slug {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "name: '%s' (expected: 1 to 63 of a-z, 0-9 and -, beginning and ending with a letter or digit)"
                            .formatted(value));
        }
    }

    /** Reads a name as a person may have typed it: letters fold to lower case. */
    public static Slug folded(String text) {
        return new Slug(text.toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return value;
    }
}
