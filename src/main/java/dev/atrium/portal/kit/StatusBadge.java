package dev.atrium.portal.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;

/** A state in words, with its reason and the next step where there are such. It never speaks by color alone. */
public final class StatusBadge extends Composite<Div> {

    /** How a state is meant. */
    public enum Tone {
        GOOD("●"),
        BUSY("◐"),
        WARNING("▲"),
        BAD("✕"),
        NEUTRAL("○");

        private final String shape;

        Tone(String shape) {
            this.shape = shape;
        }

        private String cssClass() {
            return "status-" + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public StatusBadge(Tone tone, String text) {
        var shape = new Span(tone.shape);
        shape.getElement().setAttribute("aria-hidden", "true");
        var badge = new Span(shape, new Span(text));
        badge.addClassNames("status", tone.cssClass());
        getContent().addClassName("status-block");
        getContent().add(badge);
    }

    /** Adds why it is so. */
    public StatusBadge because(String reason) {
        var line = new Paragraph(reason);
        line.addClassName("status-reason");
        getContent().add(line);
        return this;
    }

    /** Adds what to do about it: a sentence, a link or a button. */
    public StatusBadge next(Component step) {
        step.addClassName("status-next");
        getContent().add(step);
        return this;
    }
}
