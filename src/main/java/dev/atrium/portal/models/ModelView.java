package dev.atrium.portal.models;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import dev.atrium.portal.GatewayAddress;
import dev.atrium.portal.OrganizationPage;
import dev.atrium.portal.Viewer;
import dev.atrium.portal.kit.CodeTabs;
import dev.atrium.portal.kit.Formats;
import dev.atrium.portal.kit.Live;
import dev.atrium.portal.kit.MarkdownText;
import dev.atrium.portal.kit.PageHeader;
import dev.atrium.portal.kit.Panel;
import dev.atrium.registry.Catalog;
import dev.atrium.registry.ModelTask;
import dev.atrium.registry.Visibility;
import dev.atrium.shared.ModelName;
import dev.atrium.tenancy.Tenant;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.Optional;

/** One model: what its publisher says of it, what it costs, how it is, how to call it. */
@Route("o/:organization/models/:owner/:model")
@PermitAll
public final class ModelView extends OrganizationPage {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(3);

    private final transient Offers offers;
    private final transient Catalog catalog;
    private final transient GatewayAddress gateway;
    private final transient Viewer viewer;
    private final transient Live live;

    public ModelView(Viewer viewer, Offers offers, Catalog catalog, GatewayAddress gateway, Live live) {
        super(viewer, "models.one");
        this.viewer = viewer;
        this.live = live;
        this.offers = offers;
        this.catalog = catalog;
        this.gateway = gateway;
    }

    /** What its route needs to show a model to an organization. */
    static RouteParameters address(Tenant organization, ModelName model) {
        return new RouteParameters(
                new RouteParam("organization", organization.slug().value()),
                new RouteParam("owner", model.organization().value()),
                new RouteParam("model", model.model().value()));
    }

    @Override
    protected void show(Tenant organization, BeforeEnterEvent event) {
        var parameters = event.getRouteParameters();
        var offer = ModelName.parse(parameters.get("owner").orElse("") + "/"
                        + parameters.get("model").orElse(""))
                .flatMap(name -> offers.find(organization, name));
        if (offer.isEmpty()) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        var columns = new Div(main(organization, offer.get()), side(organization, offer.get()));
        columns.addClassName("model-columns");
        getContent().removeAll();
        getContent().add(header(organization, offer.get()), columns);
    }

    private PageHeader header(Tenant organization, Offer offer) {
        var model = offer.model();
        var header = new PageHeader(model.name().path())
                .describe(getTranslation(
                        "models.version-of",
                        Formats.current().number(model.number()),
                        Formats.current().day(model.publishedAt())));
        if (model.facts().task() == ModelTask.OTHER) {
            return header;
        }
        var open = new Anchor(
                "o/%s/playground?model=%s".formatted(organization.slug(), model.name()), getTranslation("models.try"));
        open.addClassName("button-link");
        return header.actions(open);
    }

    private Div main(Tenant organization, Offer offer) {
        var card = catalog.card(organization.id(), offer.model().name());
        return new Div(
                new Panel(
                        getTranslation("models.card"),
                        card.<Component>map(MarkdownText::new)
                                .orElseGet(() -> new Paragraph(getTranslation("models.card-missing")))),
                new Panel(
                        getTranslation("models.code"),
                        new Paragraph(getTranslation("models.code-text")),
                        new CodeTabs(CallCode.of(gateway.forPrograms(), offer.model()))));
    }

    private Div side(Tenant organization, Offer offer) {
        var words = new OfferWords(this);
        var price = new Div();
        words.price(offer, organization).forEach(line -> price.add(new Paragraph(line)));
        return new Div(
                new Panel(getTranslation("models.state"), state(organization, offer, words)),
                new Panel(getTranslation("models.price"), price),
                new Panel(getTranslation("models.facts"), facts(offer, words)));
    }

    /** It changes while one looks at it. */
    private Div state(Tenant organization, Offer first, OfferWords words) {
        var state = new Div(words.state(first, organization.id()));
        live.follow(
                state,
                LOOK_EVERY,
                viewer.belongsTo(organization),
                () -> offers.find(organization, first.model().name()),
                found -> found.ifPresent(offer -> {
                    state.removeAll();
                    state.add(words.state(offer, organization.id()));
                }));
        return state;
    }

    private DescriptionList facts(Offer offer, OfferWords words) {
        var formats = Formats.current();
        var model = offer.model();
        var list = new DescriptionList();
        list.addClassName("facts");
        fact(list, "models.fact-task", words.task(model.facts().task()));
        fact(list, "models.fact-version", model.name().path() + "@v" + model.number());
        Optional.ofNullable(offer.served()).ifPresent(served -> fact(list, "models.fact-engine", served.engine()));
        Optional.ofNullable(model.facts().contextTokens())
                .ifPresent(tokens ->
                        fact(list, "models.fact-context", getTranslation("models.tokens", formats.number(tokens))));
        fact(list, "models.fact-size", formats.bytes(model.facts().sizeBytes()));
        fact(
                list,
                "models.fact-visibility",
                getTranslation(
                        model.visibility() == Visibility.PUBLIC ? "models.visible-public" : "models.visible-private"));
        return list;
    }

    private void fact(DescriptionList list, String key, String value) {
        list.add(new DescriptionList.Term(getTranslation(key)), new DescriptionList.Description(value));
    }
}
