package dev.atrium.portal.models;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.atrium.portal.Documents;
import dev.atrium.portal.OrganizationPage;
import dev.atrium.portal.Viewer;
import dev.atrium.portal.kit.EmptyState;
import dev.atrium.portal.kit.PageHeader;
import dev.atrium.shared.ModelName;
import dev.atrium.tenancy.Tenant;
import jakarta.annotation.security.PermitAll;
import org.jspecify.annotations.Nullable;

/** The models that an organization may call. */
@Route("o/:organization/models")
@Menu(title = "models.title", order = 3, icon = "vaadin:cubes")
@PermitAll
public final class ModelsView extends OrganizationPage {

    private static final int PAGE = 24;
    private static final String TYPED = "q";

    private final transient Offers offers;
    final TextField search = new TextField();
    final UnorderedList list = new UnorderedList();
    final Button more = new Button(getTranslation("models.more"), _ -> showMore());
    private final EmptyState empty;
    private transient @Nullable Tenant organization;
    private transient @Nullable ModelName last;

    public ModelsView(Viewer viewer, Offers offers) {
        super(viewer, "models.title");
        this.offers = offers;
        empty = new EmptyState(VaadinIcon.CUBES, getTranslation("models.empty"))
                .document(getTranslation("models.empty-document"), Documents.OPERATORS);
        search.setPlaceholder(getTranslation("models.search"));
        search.setAriaLabel(getTranslation("models.search"));
        search.setClearButtonVisible(true);
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                remember(change.getValue());
                restart();
            }
        });
        list.addClassName("model-list");
        getContent()
                .add(
                        new PageHeader(getTranslation("models.title"))
                                .describe(getTranslation("models.text"))
                                .actions(search),
                        list,
                        empty,
                        more);
    }

    @Override
    protected void show(Tenant shown, BeforeEnterEvent event) {
        organization = shown;
        search.setValue(event.getLocation()
                .getQueryParameters()
                .getSingleParameter(TYPED)
                .orElse(""));
        restart();
    }

    private void restart() {
        list.removeAll();
        last = null;
        showMore();
    }

    private void showMore() {
        var tenant = organization;
        if (tenant == null) {
            return;
        }
        var found = standing().rows(() -> offers.list(tenant, search.getValue(), last, PAGE + 1));
        found.stream().limit(PAGE).forEach(offer -> {
            list.add(new ModelTile(offer, tenant));
            last = offer.model().name();
        });
        more.setVisible(found.size() > PAGE);
        empty.setVisible(list.getChildren().findAny().isEmpty());
        list.setVisible(!empty.isVisible());
    }

    /** The address names what is shown, and the field keeps the focus. */
    private void remember(String typed) {
        var ui = UI.getCurrent();
        var path = ui.getInternals().getActiveViewLocation().getPath();
        var query = typed.isEmpty() ? QueryParameters.empty() : QueryParameters.of(TYPED, typed);
        ui.getPage().getHistory().replaceState(null, new Location(path, query));
    }
}
