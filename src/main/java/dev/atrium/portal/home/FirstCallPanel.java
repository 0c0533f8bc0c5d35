package dev.atrium.portal.home;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import dev.atrium.keys.IssuedKey;
import dev.atrium.portal.keys.NewSecret;
import dev.atrium.portal.keys.ReadyCall;
import dev.atrium.portal.kit.CopyField;
import dev.atrium.portal.kit.StatusBadge;
import dev.atrium.portal.kit.StatusBadge.Tone;
import dev.atrium.shared.ProblemException;
import dev.atrium.tenancy.Tenant;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** What to do until the first call: make a key, call, see what came. */
final class FirstCallPanel extends Composite<OrderedList> {

    final Button make = new Button();
    final CallRow row = new CallRow();

    private final Div key = new Div();
    private final ListItem first = step("home.step-key", key);
    private final Div failure = new Div();
    private final Div curl = new Div();
    private final transient Tenant organization;
    private final transient ReadyCall call;
    private final transient Supplier<IssuedKey> issue;

    /** @param issue makes a key for the reader */
    FirstCallPanel(Tenant organization, ReadyCall call, Supplier<IssuedKey> issue) {
        this.organization = organization;
        this.call = call;
        this.issue = issue;
        make.setText(getTranslation("home.make-key"));
        make.addThemeVariants(ButtonVariant.PRIMARY);
        make.setAutofocus(true);
        make.setDisableOnClick(true);
        make.addClickListener(_ -> showKey());
        failure.getElement().setAttribute("role", "alert");
        key.add(make, failure);
        key.addClassName("first-key");
        curl.add(later());
        getContent().addClassName("checklist");
        getContent().add(first, step("home.step-call", curl), step("home.step-see", row));
    }

    /** Whoever could not make one reads why, and can try again. */
    private void showKey() {
        failure.removeAll();
        try {
            showKey(issue.get());
        } catch (ProblemException e) {
            say(e.problem().code().equals("no_such_organization") ? "home.key-member" : "home.key-refused");
        } catch (DataAccessException | TransactionException _) {
            say("home.key-database");
        } finally {
            make.setEnabled(true);
        }
    }

    private void say(String reasonKey) {
        failure.add(new StatusBadge(Tone.BAD, getTranslation("home.key-failed")).because(getTranslation(reasonKey)));
    }

    /** The secret and the call stay on this page as long as it is open. */
    private void showKey(IssuedKey issued) {
        key.removeAll();
        key.add(new NewSecret(issued));
        first.addClassName("done");
        curl.removeAll();
        curl.add(
                NewSecret.call(this, call, organization, issued),
                new Details(getTranslation("home.call-later"), later()));
    }

    /** For readers who come back: the secret they had is not shown again. */
    private Component later() {
        return call.curl(organization)
                .<Component>map(text -> new CopyField(getTranslation("home.call-variable"), text))
                .orElseGet(() -> new Paragraph(getTranslation("keys.no-model")));
    }

    private ListItem step(String titleKey, Component content) {
        return new ListItem(new H2(getTranslation(titleKey)), content);
    }
}
