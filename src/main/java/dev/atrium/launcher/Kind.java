package dev.atrium.launcher;

import java.util.regex.Pattern;

/** What the value of a variable looks like. */
enum Kind {
    TEXT("something", ".+"),
    PATH("a path", ".+"),
    URL("an address such as http://127.0.0.1:7400", "https?://.+"),
    JDBC("an address such as jdbc:mysql://127.0.0.1:3306/atrium", "jdbc:mysql://.+/.+"),
    NUMBER("a whole number", "-?\\d{1,18}"),
    PORT("a port from 1 to 65535", "\\d{1,5}"),
    FLAG("true or false", "true|false"),
    DURATION("a duration such as 500ms, 10s or 15m", "\\d+(ns|us|ms|s|m|h|d)?|P[0-9DTHMS.]+"),
    SIZE("a size such as 512KB or 10MB", "\\d+(B|KB|MB|GB|TB)?");

    private static final int HIGHEST_PORT = 65_535;

    private final String expected;
    private final Pattern pattern;

    Kind(String expected, String pattern) {
        this.expected = expected;
        this.pattern = Pattern.compile(pattern);
    }

    /** How a right value looks, for messages. */
    String expected() {
        return expected;
    }

    boolean accepts(String value) {
        if (!pattern.matcher(value).matches()) {
            return false;
        }
        return this != PORT || (Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= HIGHEST_PORT);
    }
}
