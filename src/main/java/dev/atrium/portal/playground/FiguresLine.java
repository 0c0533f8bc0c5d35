package dev.atrium.portal.playground;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Paragraph;
import dev.atrium.portal.kit.Formats;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** What a call used, in one line below its answer. */
final class FiguresLine extends Composite<Paragraph> {

    /** @param figures null when they are not known yet */
    FiguresLine(@Nullable Figures figures) {
        getContent().addClassName("figures-line");
        getContent().setText(figures == null ? getTranslation("playground.figures-missing") : words(figures));
    }

    private String words(Figures figures) {
        var formats = Formats.current();
        var words = new ArrayList<String>();
        words.add(getTranslation("playground.tokens-in", formats.number(figures.inputTokens())));
        if (figures.outputTokens() > 0) {
            words.add(getTranslation("playground.tokens-out", formats.number(figures.outputTokens())));
        }
        words.add(formats.money(figures.cost()));
        words.add(getTranslation("playground.whole", formats.duration(figures.whole())));
        var first = figures.firstToken();
        if (first != null && figures.outputTokens() > 0) {
            words.add(getTranslation("playground.first-token", formats.duration(first)));
        }
        if (!figures.exact()) {
            words.add(getTranslation("playground.estimated"));
        }
        return String.join(" · ", words);
    }
}
