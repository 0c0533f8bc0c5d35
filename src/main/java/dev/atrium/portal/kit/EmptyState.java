package dev.atrium.portal.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;

/** Where there is nothing yet: one sentence, one thing to do, one link to read on. */
public final class EmptyState extends Composite<Div> {

    public EmptyState(VaadinIcon icon, String sentence) {
        var picture = icon.create();
        picture.getElement().setAttribute("aria-hidden", "true");
        getContent().addClassName("empty-state");
        getContent().add(picture, new Paragraph(sentence));
    }

    /** The one thing to do, a button or a link. */
    public EmptyState action(Component action) {
        getContent().add(action);
        return this;
    }

    /** The one place to read on, in a tab of its own. */
    public EmptyState document(String text, String address) {
        getContent().add(new DocumentLink(text, address));
        return this;
    }

    private static final class DocumentLink extends Anchor {

        DocumentLink(String text, String address) {
            super(address, text, AnchorTarget.BLANK);
            getElement().setAttribute("rel", "noopener noreferrer");
            addClassName("document-link");
        }
    }
}
