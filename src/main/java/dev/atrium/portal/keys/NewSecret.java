package dev.atrium.portal.keys;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.atrium.keys.IssuedKey;
import dev.atrium.portal.kit.CopyField;
import dev.atrium.tenancy.Tenant;

/** A key's secret, this once. */
public final class NewSecret extends Composite<Div> {

    public NewSecret(IssuedKey issued) {
        var secret =
                new CopyField(getTranslation("keys.secret"), issued.secret().spelled());
        secret.addClassName("new-secret");
        getContent().add(new Paragraph(getTranslation("keys.secret-once")), secret);
    }

    /** Adds a call with the key that works as it stands. */
    NewSecret with(Component call) {
        getContent().add(call);
        return this;
    }

    /** A call with the key in it, or why there is none. */
    public static Component call(Component page, ReadyCall call, Tenant organization, IssuedKey issued) {
        return call.curl(organization, issued.key().models(), issued.secret())
                .<Component>map(text -> {
                    var curl = new CopyField(page.getTranslation("keys.curl"), text);
                    curl.addClassName("first-curl");
                    return curl;
                })
                .orElseGet(() -> new Paragraph(page.getTranslation("keys.no-model")));
    }
}
