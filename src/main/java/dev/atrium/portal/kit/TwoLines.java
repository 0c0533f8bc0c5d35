package dev.atrium.portal.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** A cell that says what a row is, and below it what tells it from others. */
public final class TwoLines extends Composite<Div> {

    public TwoLines(String what, String which) {
        this(new Span(what), which);
    }

    public TwoLines(Component what, String which) {
        var below = new Span(which);
        below.addClassName("key-hint");
        getContent().addClassName("key-cell");
        getContent().add(what, below);
    }
}
