package dev.atrium.portal.playground;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.atrium.pool.ReplicaState;
import dev.atrium.portal.GatewayAddress;
import dev.atrium.portal.OrganizationPage;
import dev.atrium.portal.Viewer;
import dev.atrium.portal.kit.EmptyState;
import dev.atrium.portal.kit.FoundItems;
import dev.atrium.portal.kit.PageHeader;
import dev.atrium.portal.models.Offer;
import dev.atrium.portal.models.OfferWords;
import dev.atrium.portal.models.Offers;
import dev.atrium.registry.ModelTask;
import dev.atrium.shared.ModelName;
import dev.atrium.tenancy.Tenant;
import jakarta.annotation.security.PermitAll;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where people try a model before they call it. */
@Route(PlaygroundView.PATH)
@Menu(title = "playground.title", order = 2, icon = "vaadin:comments-o")
@PermitAll
public final class PlaygroundView extends OrganizationPage {

    static final String PATH = "o/:organization/playground";
    static final String MODEL = "model";

    private static final int MOST = 100;
    private static final Set<ModelTask> TRIED = Set.of(ModelTask.CHAT, ModelTask.EMBEDDINGS);

    private final transient Offers offers;
    private final transient Calls calls;
    private final transient GatewayAddress gateway;
    private final transient Viewer viewer;
    final ComboBox<Offer> picker = new ComboBox<>(getTranslation("playground.model"));
    private final Div about = new Div();
    private final Div place = new Div();
    private transient @Nullable Tenant organization;
    private transient @Nullable Pane pane;
    private String shown = "";

    PlaygroundView(Viewer viewer, Offers offers, Calls calls, GatewayAddress gateway) {
        super(viewer, "playground.title");
        this.viewer = viewer;
        this.offers = offers;
        this.calls = calls;
        this.gateway = gateway;
        picker.setItemLabelGenerator(offer -> offer.model().name().toString());
        picker.addClassName("model-picker");
        picker.addValueChangeListener(change -> {
            if (change.isFromClient() && change.getValue() != null) {
                choose(change.getValue());
            }
        });
        about.addClassName("playground-about");
        var top = new Div(picker, about);
        top.addClassName("playground-top");
        getContent()
                .add(
                        new PageHeader(getTranslation("playground.title")).describe(getTranslation("playground.text")),
                        top,
                        place);
    }

    @Override
    protected void show(Tenant tenant, BeforeEnterEvent event) {
        var asked = event.getLocation().getQueryParameters().getSingleParameter(MODEL);
        var named = asked.flatMap(ModelName::parse).flatMap(name -> offers.find(tenant, name));
        var standing = standing();
        picker.setItems(new FoundItems<>(typed -> (last, limit) -> standing.rows(() -> offers.list(
                tenant, typed, TRIED, last == null ? null : last.model().name(), limit))));
        organization = tenant;
        var chosen = named.or(() -> asked.isPresent() ? Optional.empty() : best(tenant));
        chosen.ifPresentOrElse(offer -> open(tenant, offer), () -> showNothing(asked.isPresent()));
    }

    /** One that answers, and rather a chat. */
    private Optional<Offer> best(Tenant tenant) {
        return offers.list(tenant, "", TRIED, null, MOST).stream()
                .min(Comparator.<Offer, Boolean>comparing(offer -> !isReady(offer))
                        .thenComparing(offer -> offer.model().facts().task() != ModelTask.CHAT));
    }

    private static boolean isReady(Offer offer) {
        var served = offer.served();
        return served != null && served.state() == ReplicaState.READY && offer.price() != null;
    }

    private void choose(Offer offer) {
        var tenant = organization;
        if (tenant != null) {
            var path = PATH.replace(":organization", tenant.slug().value());
            UI.getCurrent()
                    .navigate(
                            path, QueryParameters.of(MODEL, offer.model().name().toString()));
        }
    }

    private void open(Tenant tenant, Offer offer) {
        picker.setValue(offer);
        describe(tenant, offer);
        var name = tenant.slug() + " " + offer.model().name();
        if (shown.equals(name)) {
            return; // the chat goes on
        }
        shown = name;
        var typed = Optional.ofNullable(pane).map(Pane::typed).orElse("");
        var next = paneFor(tenant, offer);
        if (!typed.isEmpty() && next.getClass().isInstance(pane)) {
            next.type(typed);
        }
        pane = next;
        place.removeAll();
        place.add((Component) next);
    }

    private Pane paneFor(Tenant tenant, Offer offer) {
        var allowed = new StillMember(viewer.belongsTo(tenant));
        var caller = calls.of(tenant, viewer.id().orElseThrow(), allowed);
        var model = offer.model().name().toString();
        return offer.model().facts().task() == ModelTask.EMBEDDINGS
                ? new EmbeddingsPane(caller, allowed, gateway.forPrograms(), model)
                : new ChatPane(caller, allowed, gateway.forPrograms(), model);
    }

    private void describe(Tenant tenant, Offer offer) {
        var words = new OfferWords(this);
        var price = new Paragraph(String.join(" · ", words.price(offer, tenant)));
        price.addClassName("quiet");
        about.removeAll();
        about.add(words.state(offer, tenant.id()), price);
    }

    private void showNothing(boolean isUnknown) {
        shown = "";
        pane = null;
        about.removeAll();
        place.removeAll();
        place.add(new EmptyState(
                VaadinIcon.COMMENTS_O, getTranslation(isUnknown ? "playground.unknown" : "playground.empty")));
    }
}
