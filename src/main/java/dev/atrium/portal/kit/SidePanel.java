package dev.atrium.portal.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.masterdetaillayout.MasterDetailLayout;

/** A list with the details of one of its things beside it; on a phone they cover it. Escape goes back to the list. */
public final class SidePanel extends Composite<MasterDetailLayout> {

    private static final String WIDTH = "26rem";

    private final Runnable onClose;

    /**
     * @param main    the list
     * @param onClose runs when the reader closes the panel, for example to take the thing out of the address
     */
    public SidePanel(Component main, Runnable onClose) {
        this.onClose = onClose;
        var layout = getContent();
        layout.setMaster(main);
        layout.setDetailSize(WIDTH);
        layout.addBackdropClickListener(_ -> close());
        layout.addDetailEscapePressListener(_ -> close());
        layout.addClassName("side-panel");
    }

    /** Shows details beside the list, in place of those that are there. */
    public void show(String title, Component details) {
        var close = new Button(VaadinIcon.CLOSE_SMALL.create(), _ -> close());
        close.setAriaLabel(getTranslation("kit.close"));
        close.addThemeVariants(ButtonVariant.TERTIARY);
        var top = new Div(new H2(title), close);
        top.addClassName("side-panel-top");
        var panel = new Section(top, details);
        panel.getElement().setAttribute("aria-label", title);
        panel.addClassName("side-panel-content");
        getContent().setDetail(panel);
        close.focus();
    }

    /** Takes the details away. */
    public void close() {
        getContent().setDetail(null);
        onClose.run();
    }
}
