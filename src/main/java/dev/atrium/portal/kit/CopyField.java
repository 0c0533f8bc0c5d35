package dev.atrium.portal.kit;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;

/**
 * A text to take away, such as a command or a key. Copying happens in the browser; the result is said in the button
 * and to screen readers. Where a browser forbids it, the text is selected and the reader told to copy it.
 */
public final class CopyField extends Composite<Div> {

    private final Code text = new Code();
    private final Button copy = new Button(VaadinIcon.COPY_O.create());

    /** @param label what the text is */
    public CopyField(String label, String value) {
        this(label, value, true);
    }

    private CopyField(String label, String value, boolean showsLabel) {
        text.setText(value);
        text.addClassName("copy-field-text");
        text.getElement().setAttribute("tabindex", "0");
        text.getElement().setAttribute("role", "textbox");
        text.getElement().setAttribute("aria-readonly", "true");
        text.getElement().setAttribute("aria-label", label);
        copy.addThemeVariants(ButtonVariant.TERTIARY);
        copy.getElement().setAttribute("data-copy", "");
        var box = new Div(text, copy);
        box.addClassName("copy-field-box");
        getContent().addClassName("copy-field");
        if (showsLabel) {
            var name = new Span(label);
            name.addClassName("copy-field-label");
            getContent().add(name);
        }
        getContent().add(box);
    }

    /**
     * A text whose name stands above it already, such as on a tab.
     *
     * @param label what it is, for screen readers
     */
    public static CopyField block(String label, String value) {
        return new CopyField(label, value, false);
    }

    /** What is copied. */
    public String value() {
        return text.getText();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        event.getUI().getPage().addJsModule(Assets.url("assets/kit.js"));
        copy.setText(getTranslation("kit.copy"));
        copy.getElement().setAttribute("data-copied", getTranslation("kit.copied"));
        copy.getElement().setAttribute("data-copy-failed", getTranslation("kit.copy-failed"));
    }
}
