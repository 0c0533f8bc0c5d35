package dev.atrium.gateway;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The one change that is made to a body on its way: a streaming engine reports usage only if it is asked to, and what
 * it reports is what we charge by. A caller who did not ask for it does not see it.
 *
 * @param at       where to change the body
 * @param removed  bytes to take out there
 * @param inserted what comes in their place
 */
record UsageWish(int at, int removed, String inserted) {

    private static final String OPTION = "\"include_usage\":true";
    private static final String OPTIONS = "{" + OPTION + "}";

    /**
     * Where a body names the options of its stream; -1 for what it does not name.
     *
     * @param options of the value of {@code stream_options}
     * @param wish    of the value of {@code include_usage} in it
     * @param isEmpty whether it is an object without any field
     */
    record Places(long options, long wish, boolean isEmpty) {

        static final Places NONE = new Places(-1, -1, false);
    }

    /** Null for a body that is not written in UTF-8, which is left as it is. */
    static @Nullable UsageWish of(byte[] body, Places places) {
        var start = startOf(body);
        if (start < 0) {
            return null;
        }
        if (places.wish() >= 0) {
            return replacing(body, (int) places.wish(), "true");
        }
        if (places.options() < 0) {
            return new UsageWish(start + 1, 0, "\"stream_options\":" + OPTIONS + ",");
        }
        var options = (int) places.options();
        return body[options] == '{'
                ? new UsageWish(options + 1, 0, places.isEmpty() ? OPTION : OPTION + ",")
                : replacing(body, options, OPTIONS);
    }

    byte[] applyTo(byte[] body) {
        var middle = inserted.getBytes(StandardCharsets.US_ASCII);
        var changed = new byte[body.length - removed + middle.length];
        System.arraycopy(body, 0, changed, 0, at);
        System.arraycopy(middle, 0, changed, at, middle.length);
        System.arraycopy(body, at + removed, changed, at + middle.length, body.length - at - removed);
        return changed;
    }

    private static @Nullable UsageWish replacing(byte[] body, int at, String inserted) {
        return switch (body[at]) {
            case 'f' -> new UsageWish(at, "false".length(), inserted);
            case 'n' -> new UsageWish(at, "null".length(), inserted);
            default -> null;
        };
    }

    /** The place of the first brace; -1 where the encoding puts zeros around it. */
    private static int startOf(byte[] body) {
        var at = 0;
        while (body[at] != '{') {
            at++;
        }
        var isWide = body[at + 1] == 0 || (at > 0 && body[at - 1] == 0);
        return isWide ? -1 : at;
    }
}
