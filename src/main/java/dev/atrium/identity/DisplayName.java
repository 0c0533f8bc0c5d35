package dev.atrium.identity;

import java.text.BreakIterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names as people write them, made safe to show: one line, not too long, and nothing that turns other text around. */
final class DisplayName {

    private DisplayName() {}

    /** The first of some texts that has anything to show, cleaned; null counts as empty. */
    static String of(@Nullable String... candidates) {
        for (var candidate : candidates) {
            var clean = candidate == null ? "" : clean(candidate);
            if (!clean.isEmpty()) {
                return clean;
            }
        }
        throw new IllegalArgumentException("candidates: all empty (expected: a last one that is not)");
    }

    private static String clean(String text) {
        var visible = new StringBuilder();
        text.codePoints()
                .filter(c -> !isHarmful(c))
                .map(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) ? ' ' : c)
                .forEach(visible::appendCodePoint);
        return cut(visible.toString().replaceAll(" +", " ").strip());
    }

    /** Joiners stay, since emoji and some scripts need them. */
    private static boolean isHarmful(int c) {
        var isBreak = Character.isWhitespace(c);
        var isControl = Character.getType(c) == Character.CONTROL && !isBreak;
        var isHalf = Character.getType(c) == Character.SURROGATE;
        var turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        return isControl || isHalf || turns;
    }

    /** Never within what a reader takes for one character. */
    private static String cut(String text) {
        if (text.length() <= Person.NAME_MAX_LENGTH) {
            return text;
        }
        var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        var end = characters.preceding(Person.NAME_MAX_LENGTH + 1);
        return text.substring(0, end).strip();
    }
}
