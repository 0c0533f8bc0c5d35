package dev.atrium.identity;

import dev.atrium.shared.VisibleText;
import java.text.BreakIterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names as people write them, made safe to show: one line, not too long, and nothing that turns other text around. */
final class DisplayName {

    private DisplayName() {}

    /** The first of some texts that has anything to show, cleaned; null counts as empty. */
    static String of(@Nullable String... candidates) {
        for (var candidate : candidates) {
            var clean = candidate == null ? "" : cut(VisibleText.of(candidate));
            if (!clean.isEmpty()) {
                return clean;
            }
        }
        throw new IllegalArgumentException("candidates: all empty (expected: a last one that is not)");
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
