package dev.atrium.portal.keys;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.atrium.keys.IssuedKey;
import dev.atrium.portal.kit.CopyField;
import dev.atrium.tenancy.Tenant;

/** A key's secret, this once, and a call with it that works as it stands. */
public final class NewSecret extends Composite<Div> {

    public NewSecret(ReadyCall call, Tenant organization, IssuedKey issued) {
        var secret =
                new CopyField(getTranslation("keys.secret"), issued.secret().spelled());
        secret.addClassName("new-secret");
        getContent().add(new Paragraph(getTranslation("keys.secret-once")), secret);
        call.curl(organization, issued.key().models(), issued.secret())
                .ifPresentOrElse(this::addCurl, () -> addNote("keys.no-model"));
    }

    private void addCurl(String text) {
        var curl = new CopyField(getTranslation("keys.curl"), text);
        curl.addClassName("first-curl");
        getContent().add(curl);
    }

    private void addNote(String key) {
        getContent().add(new Paragraph(getTranslation(key)));
    }
}
