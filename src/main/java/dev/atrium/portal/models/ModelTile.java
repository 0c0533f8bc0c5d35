package dev.atrium.portal.models;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import dev.atrium.portal.kit.Formats;
import dev.atrium.tenancy.Tenant;
import java.util.ArrayList;
import java.util.List;

/** A model in the list. */
final class ModelTile extends Composite<ListItem> {

    ModelTile(Offer offer, Tenant organization) {
        var words = new OfferWords(this);
        var title = new H2(new RouterLink(
                offer.model().name().path(),
                ModelView.class,
                ModelView.address(organization, offer.model().name())));
        var price = new Paragraph(String.join(" · ", words.price(offer, organization)));
        price.addClassName("quiet");
        getContent().addClassNames("panel", "model-tile");
        getContent().add(title, traits(offer, words, organization), price, words.state(offer, organization.id()));
    }

    private Paragraph traits(Offer offer, OfferWords words, Tenant organization) {
        var facts = offer.model().facts();
        var traits = new ArrayList<>(List.of(words.task(facts.task())));
        if (facts.contextTokens() != null) {
            traits.add(getTranslation("models.context-tokens", Formats.current().number(facts.contextTokens())));
        }
        if (offer.model().owner().equals(organization.id())) {
            traits.add(getTranslation("models.yours"));
        }
        return new Paragraph(new Span(String.join(" · ", traits)));
    }
}
