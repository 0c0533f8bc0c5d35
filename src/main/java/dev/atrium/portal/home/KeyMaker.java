package dev.atrium.portal.home;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import dev.atrium.keys.IssuedKey;
import dev.atrium.portal.keys.NewSecret;
import dev.atrium.portal.kit.StatusBadge;
import dev.atrium.portal.kit.StatusBadge.Tone;
import dev.atrium.shared.ProblemException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** One click makes a key; its secret stays on this page as long as it is open. */
final class KeyMaker extends Composite<Div> {

    private final Div failure = new Div();
    private final Button make = new Button();
    private final transient Supplier<IssuedKey> issue;
    private final transient Consumer<IssuedKey> made;

    /**
     * @param issue makes a key for the reader
     * @param made  told of the key after its secret is shown
     */
    KeyMaker(Supplier<IssuedKey> issue, Consumer<IssuedKey> made) {
        this.issue = issue;
        this.made = made;
        make.setText(getTranslation("home.make-key"));
        make.addThemeVariants(ButtonVariant.PRIMARY);
        make.setAutofocus(true);
        make.setDisableOnClick(true);
        make.addClickListener(_ -> make());
        failure.getElement().setAttribute("role", "alert");
        getContent().addClassName("first-key");
        getContent().add(make, failure);
    }

    /** Shows more below the secret. */
    void add(Component component) {
        getContent().add(component);
    }

    /** Whoever could not make one reads why, and can try again. */
    private void make() {
        failure.removeAll();
        issued().ifPresent(issued -> {
            getContent().removeAll();
            getContent().add(new NewSecret(issued));
            made.accept(issued);
        });
    }

    private Optional<IssuedKey> issued() {
        try {
            return Optional.of(issue.get());
        } catch (ProblemException e) {
            say(e.problem().code().equals("no_such_organization") ? "home.key-member" : "home.key-refused");
        } catch (DataAccessException | TransactionException _) {
            say("home.key-database");
        } finally {
            make.setEnabled(true);
        }
        return Optional.empty();
    }

    private void say(String reasonKey) {
        failure.add(new StatusBadge(Tone.BAD, getTranslation("home.key-failed")).because(getTranslation(reasonKey)));
    }
}
