package dev.atrium.registry;

/** The text of a model's card. */
final class CardText {

    private static final String FENCE = "---";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private CardText() {}

    /** The card without the properties at its begin: YAML between two lines of three dashes, for model hubs. */
    static String withoutProperties(String card) {
        var text = card.startsWith(BYTE_ORDER_MARK) ? card.substring(1) : card;
        var lines = text.lines().toList();
        if (lines.isEmpty() || !isFence(lines.getFirst())) {
            return text.strip();
        }
        for (int i = 1; i < lines.size(); i++) {
            if (isFence(lines.get(i))) {
                return String.join("\n", lines.subList(i + 1, lines.size())).strip();
            }
        }
        return text.strip();
    }

    private static boolean isFence(String line) {
        return line.stripTrailing().equals(FENCE);
    }
}
