package dev.atrium.portal.home;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
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
import dev.atrium.tenancy.Tenant;
import java.util.function.Supplier;

/** What to do until the first call: make a key, call, see what came. */
final class FirstCallPanel extends Composite<OrderedList> {

    private final CallRow row = new CallRow();
    private final ListItem first;
    private final Div curl = new Div();
    private final transient Tenant organization;
    private final transient ReadyCall call;

    /** @param issue makes a key for the reader */
    FirstCallPanel(Tenant organization, ReadyCall call, Supplier<IssuedKey> issue) {
        this.organization = organization;
        this.call = call;
        this.first = step("home.step-key", new KeyMaker(issue, this::showCall));
        curl.add(later());
        getContent().addClassName("checklist");
        getContent().add(first, step("home.step-call", curl), step("home.step-see", row));
    }

    /** How the call goes: once it is answered, nothing is left to do. */
    void show(CallState state) {
        row.show(state);
        if (state instanceof CallState.Answered) {
            getContent().getChildren().forEach(step -> step.addClassName("done"));
        }
    }

    /** The call stays on this page as long as it is open, as the secret does. */
    private void showCall(IssuedKey issued) {
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
