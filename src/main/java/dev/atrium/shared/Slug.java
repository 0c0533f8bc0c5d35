package dev.atrium.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Set;

/**
 * A lower-case name of an organization, project or model, as it stands in addresses.
 *
 * @param value 1 to 63 of {@code a-z}, {@code 0-9} and {@code -}, beginning and ending with a letter or digit
 */
public record Slug(@JsonValue String value) {

    private static final int MAX_LENGTH = 63;

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
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException(
                    "name: '%s' (expected: 1 to 63 of a-z, 0-9 and -, beginning and ending with a letter or digit)"
                            .formatted(value));
        }
    }

    /** Reads a name as a person may have typed it: letters fold to lower case. */
    public static Slug folded(String text) {
        return new Slug(text.toLowerCase(Locale.ROOT));
    }

    /** A loop and no pattern: each request names a model with two of them. */
    private static boolean isWellFormed(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH || text.startsWith("-") || text.endsWith("-")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return value;
    }
}
