package dev.atrium.portal.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;

/** The top of a page: its name, a sentence about it, and what can be done with all of it. */
public final class PageHeader extends Composite<Header> {

    private final Div words = new Div();

    public PageHeader(String title) {
        words.add(new H1(title));
        words.addClassName("page-header-words");
        getContent().addClassName("page-header");
        getContent().add(words);
    }

    /** Adds a sentence below the name. */
    public PageHeader describe(String sentence) {
        words.add(new Paragraph(sentence));
        return this;
    }

    /** Adds buttons at the end of the line. */
    public PageHeader actions(Component... actions) {
        var group = new Div(actions);
        group.addClassName("page-header-actions");
        getContent().add(group);
        return this;
    }
}
