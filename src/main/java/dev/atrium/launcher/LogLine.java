package dev.atrium.launcher;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines of structured logs, for people. */
final class LogLine {

    private static final int LONGEST = 400;
    private static final Pattern CAUSE = Pattern.compile("Caused by: [\\w.$]+: (.*?)(?:\\\\n|\\n|$)");

    private LogLine() {}

    /**
     * What a line says, cut to a readable length: of JSON the message and the deepest cause of a failure; any other
     * line is returned as it is.
     */
    static String readable(String line) {
        String message = line.startsWith("{") ? Json.first(line, "message").orElse(line) : line;
        String cause = "";
        Matcher matcher = CAUSE.matcher(line);
        while (matcher.find()) {
            cause = " - because: " + matcher.group(1);
        }
        return cut(message) + cut(cause);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " ...";
    }
}
