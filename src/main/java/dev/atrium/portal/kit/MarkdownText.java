package dev.atrium.portal.kit;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.dom.Element;
import java.util.ArrayList;
import java.util.List;

/**
 * Text in Markdown that anybody may have written: a model's card, a model's answer. HTML in it is shown as text,
 * pictures as links, and no link runs a program. A text that arrives in pieces may break anywhere, also within a
 * character; only paragraphs that changed are sent to the browser. Each piece costs reading the whole text anew, so
 * that pieces should be gathered for some 100 ms.
 */
public final class MarkdownText extends Composite<Div> {

    /** Characters that are shown; a browser shows more only slowly. */
    static final int MOST = 200_000;

    private final transient MarkdownHtml html;
    private final StringBuilder text = new StringBuilder();
    private final List<String> shown = new ArrayList<>();
    private final Div blocks = new Div();
    private final Paragraph cut = new Paragraph();

    public MarkdownText(String markdown) {
        this(MarkdownHtml.ofStrangers(), markdown);
    }

    private MarkdownText(MarkdownHtml html, String markdown) {
        this.html = html;
        cut.addClassName("quiet");
        cut.setVisible(false);
        getContent().addClassName("markdown");
        getContent().add(blocks, cut);
        show(markdown);
    }

    /** One of our own guides, whose links to each other stay. */
    public static MarkdownText guide(String markdown) {
        return new MarkdownText(MarkdownHtml.ofGuides(), markdown);
    }

    /** Shows another text. */
    public void show(String markdown) {
        text.setLength(0);
        append(markdown);
    }

    /** Adds a piece at the end, as far as there is room. */
    public void append(String piece) {
        var room = MOST - text.length();
        if (room == 0) {
            return;
        }
        text.append(piece, 0, Math.min(room, piece.length()));
        if (text.length() == MOST) {
            cut.setText(getTranslation("kit.cut", Formats.current().number(MOST)));
        }
        cut.setVisible(text.length() == MOST);
        render(html.blocks(wellFormed(text)));
    }

    /** What is shown, as it was written. */
    public String text() {
        return wellFormed(text);
    }

    /** What the browser gets. */
    List<String> html() {
        return List.copyOf(shown);
    }

    private void render(List<String> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            if (i == shown.size()) {
                blocks.getElement().appendChild(new Element("div"));
                shown.add("");
            }
            if (!shown.get(i).equals(wanted.get(i))) {
                blocks.getElement().getChild(i).setProperty("innerHTML", wanted.get(i));
                shown.set(i, wanted.get(i));
            }
        }
        while (shown.size() > wanted.size()) {
            shown.removeLast();
            blocks.getElement().removeChild(shown.size());
        }
    }

    /** Half a character at the end waits for its other half; one without a partner reads as such. */
    private static String wellFormed(StringBuilder text) {
        var last = text.length() - 1;
        var end = last >= 0 && Character.isHighSurrogate(text.charAt(last)) ? last : text.length();
        var result = new StringBuilder(end);
        text.substring(0, end)
                .codePoints()
                .map(point -> Character.getType(point) == Character.SURROGATE ? '\ufffd' : point)
                .forEach(result::appendCodePoint);
        return result.toString();
    }
}
