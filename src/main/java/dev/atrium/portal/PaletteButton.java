package dev.atrium.portal;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;

/** Opens the command palette for whom the keys are unknown or out of reach. */
final class PaletteButton extends Composite<Button> {

    PaletteButton(Runnable open) {
        var words = new Span(getTranslation("shell.search-hint"));
        words.addClassName("palette-button-words");
        var button = getContent();
        button.setIcon(VaadinIcon.SEARCH.create());
        button.getElement().appendChild(words.getElement());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.addClassName("palette-button");
        button.setAriaLabel(getTranslation("shell.search-hint"));
        button.getElement().setAttribute("aria-keyshortcuts", "Control+K Meta+K");
        button.addClickListener(_ -> open.run());
    }
}
