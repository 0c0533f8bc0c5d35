package dev.atrium.shared;

/** Makes what people write safe to show beside other text. */
public final class VisibleText {

    private VisibleText() {}

    /**
     * The same in one line, with no space at its ends, and without what cannot be seen but turns the text around it or
     * breaks it; empty where nothing is left. Joiners stay, since emoji and some scripts need them.
     */
    public static String of(String text) {
        var visible = new StringBuilder();
        text.codePoints()
                .filter(c -> !isHarmful(c))
                .map(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) ? ' ' : c)
                .forEach(visible::appendCodePoint);
        return visible.toString().replaceAll(" +", " ").strip();
    }

    private static boolean isHarmful(int c) {
        var isBreak = Character.isWhitespace(c);
        var isControl = Character.getType(c) == Character.CONTROL && !isBreak;
        var isHalf = Character.getType(c) == Character.SURROGATE;
        var turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        return isControl || isHalf || turns;
    }
}
