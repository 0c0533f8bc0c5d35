package dev.atrium.portal.kit;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;

/**
 * Asks before something happens. What cannot be undone is confirmed by typing the name of the thing, so that nobody
 * destroys the wrong one by habit.
 */
public final class Confirmation extends Dialog {

    private final Button confirm = new Button();
    private final Div body = new Div();

    private Confirmation(String title, String consequence, String action, Runnable onConfirmed) {
        setHeaderTitle(title);
        body.add(new Paragraph(consequence));
        body.addClassName("confirmation");
        add(body);
        confirm.setText(action);
        confirm.addThemeVariants(ButtonVariant.PRIMARY);
        confirm.addClickListener(_ -> {
            close();
            onConfirmed.run();
        });
        getFooter().add(new Button(getTranslation("kit.cancel"), _ -> close()), confirm);
    }

    /**
     * Asks about something that can be undone.
     *
     * @param action what the button says: the verb and the thing
     */
    public static Confirmation of(String title, String consequence, String action, Runnable onConfirmed) {
        return new Confirmation(title, consequence, action, onConfirmed);
    }

    /**
     * Asks about something that destroys.
     *
     * @param name what must be typed
     */
    public static Confirmation destroying(
            String name, String title, String consequence, String action, Runnable onConfirmed) {
        var dialog = new Confirmation(title, consequence, action, onConfirmed);
        dialog.requireName(name);
        return dialog;
    }

    private void requireName(String name) {
        var typed = new TextField(getTranslation("kit.type-name", name));
        typed.setWidthFull();
        typed.setAutofocus(true);
        typed.setValueChangeMode(ValueChangeMode.EAGER);
        typed.addValueChangeListener(
                change -> confirm.setEnabled(change.getValue().equals(name)));
        body.add(typed);
        confirm.setEnabled(false);
        confirm.addThemeVariants(ButtonVariant.ERROR);
        confirm.addClickShortcut(Key.ENTER).listenOn(typed);
    }
}
