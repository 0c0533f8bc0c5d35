package dev.atrium.portal.keys;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import dev.atrium.identity.People;
import dev.atrium.keys.ApiKey;
import dev.atrium.keys.ApiKeys;
import dev.atrium.keys.ListedKey;
import dev.atrium.portal.Documents;
import dev.atrium.portal.OrganizationPage;
import dev.atrium.portal.Viewer;
import dev.atrium.portal.kit.Confirmation;
import dev.atrium.portal.kit.EmptyState;
import dev.atrium.portal.kit.FoundItems;
import dev.atrium.portal.kit.LazyGrid;
import dev.atrium.portal.kit.PageHeader;
import dev.atrium.registry.CallableModel;
import dev.atrium.registry.Catalog;
import dev.atrium.shared.Actor;
import dev.atrium.tenancy.Tenant;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;

/** The API keys of an organization: an owner sees all, a developer their own. */
@Route("o/:organization/keys")
@Menu(title = "keys.title", order = 4, icon = "vaadin:key-o")
@PermitAll
public final class KeysView extends OrganizationPage {

    private final transient Viewer viewer;
    private final transient ApiKeys keys;
    private final transient People people;
    private final transient Catalog catalog;
    private final transient ReadyCall call;
    private final transient Revocations revocations;
    private final transient Clock clock;
    private final Div reach = new Div();

    public KeysView(
            Viewer viewer,
            ApiKeys keys,
            People people,
            Catalog catalog,
            ReadyCall call,
            Revocations revocations,
            Clock clock) {
        super(viewer, "keys.title");
        this.viewer = viewer;
        this.keys = keys;
        this.people = people;
        this.catalog = catalog;
        this.call = call;
        this.revocations = revocations;
        this.clock = clock;
    }

    @Override
    protected void show(Tenant organization, BeforeEnterEvent event) {
        var reader = viewer.id().orElseThrow();
        var names = new ModelNames(catalog, organization.id());
        var empty = new EmptyState(VaadinIcon.KEY_O, getTranslation("keys.empty"));
        var grid = new LazyGrid<ListedKey>(
                (last, limit) -> names.readFor(keys.seenBy(
                        reader,
                        organization.id(),
                        last == null ? null : last.key().id(),
                        limit)),
                empty);
        empty.action(createButton(organization, grid)).document(getTranslation("keys.document"), Documents.API);
        var create = createButton(organization, grid);
        grid.onlyWithRows(create);
        new KeyColumns(this, people, clock, names).addTo(grid, key -> askToRevoke(organization, key, grid));
        reach.removeAll();
        getContent().removeAll();
        getContent()
                .add(
                        new PageHeader(getTranslation("keys.title"))
                                .describe(getTranslation("keys.describe"))
                                .actions(create),
                        reach,
                        grid);
    }

    private Button createButton(Tenant organization, LazyGrid<ListedKey> grid) {
        var button =
                new Button(getTranslation("keys.create"), VaadinIcon.PLUS.create(), _ -> create(organization, grid));
        button.addThemeVariants(ButtonVariant.PRIMARY);
        return button;
    }

    private void create(Tenant organization, LazyGrid<ListedKey> grid) {
        var person = new Actor.Person(viewer.id().orElseThrow());
        new CreateKeyDialog(organization, offered(organization), call, clock, wanted -> {
                    var issued = keys.issue(person, organization.id(), wanted);
                    grid.refresh();
                    return issued;
                })
                .open();
    }

    private FoundItems.Source<CallableModel> offered(Tenant organization) {
        var standing = standing();
        return typed -> (last, limit) -> standing.rows(
                () -> catalog.callableBy(organization.id(), typed, last == null ? null : last.name(), limit));
    }

    private void askToRevoke(Tenant organization, ApiKey key, LazyGrid<ListedKey> grid) {
        Confirmation.destroying(
                        key.name(),
                        getTranslation("keys.revoke-title", key.name()),
                        getTranslation("keys.revoke-text"),
                        getTranslation("keys.revoke-key"),
                        () -> revoke(organization, key, grid))
                .open();
    }

    private void revoke(Tenant organization, ApiKey key, LazyGrid<ListedKey> grid) {
        keys.revoke(new Actor.Person(viewer.id().orElseThrow()), organization.id(), key.id());
        grid.refresh();
        var shown = new RevocationReach(key.name());
        reach.removeAll();
        revocations.follow(shown, viewer.belongsTo(organization));
        reach.add(shown);
    }
}
