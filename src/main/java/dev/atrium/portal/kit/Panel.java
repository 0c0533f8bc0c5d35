package dev.atrium.portal.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;

/** A part of a page with a name of its own, on a surface of its own. */
public final class Panel extends Composite<Section> {

    private final Div top = new Div();

    public Panel(String title, Component... parts) {
        top.addClassName("panel-top");
        top.add(new H2(title));
        getContent().addClassName("panel");
        getContent().getElement().setAttribute("aria-label", title);
        getContent().add(top);
        getContent().add(parts);
    }

    /** Adds buttons or links at the end of the title's line. */
    public Panel actions(Component... actions) {
        var group = new Div(actions);
        group.addClassName("page-header-actions");
        top.add(group);
        return this;
    }

    /** Adds parts below those that are there. */
    public Panel with(Component... parts) {
        getContent().add(parts);
        return this;
    }
}
