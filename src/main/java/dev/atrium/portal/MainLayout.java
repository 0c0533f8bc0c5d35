package dev.atrium.portal;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.orderedlayout.Scroller;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.atrium.portal.kit.Assets;
import dev.atrium.shared.PersonId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * What surrounds every page: who looks at it and for which organization, where one can go, how it looks. The
 * organization is the one in the address, so that two tabs may show two of them.
 */
@Layout
@AnonymousAllowed
public final class MainLayout extends AppLayout implements AfterNavigationObserver {

    private static final int POLL_MILLIS = 1_000;

    private final transient Navigation navigation;
    private final transient Viewer viewer;
    private final transient ObjectProvider<DestinationSource> sources;
    private final Main content = new Main();
    private final Div navigationArea = new Div();
    final OrganizationSwitcher switcher;
    private Optional<String> organization = Optional.empty();

    public MainLayout(Navigation navigation, Viewer viewer, ObjectProvider<DestinationSource> sources) {
        this.navigation = navigation;
        this.viewer = viewer;
        this.sources = sources;
        switcher = new OrganizationSwitcher(viewer);
        content.setId("content");
        content.getElement().setAttribute("tabindex", "-1");
        setContent(content);
        getElement().setAttribute("data-reader", viewer.id().map(PersonId::text).orElse(""));
        setPrimarySection(Section.DRAWER);
        addToNavbar(navbar());
        addToDrawer(drawerTop(), new Scroller(navigationArea));
        getElement().addEventListener("atrium-palette", _ -> openPalette());
        getElement().addEventListener("atrium-no-push", _ -> UI.getCurrent().setPollInterval(POLL_MILLIS));
        getElement().addEventListener("atrium-shortcuts", _ -> new ShortcutsDialog().open());
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        event.getUI().getPage().addJsModule(Assets.url("assets/shell.js"));
        event.getUI().getPage().addJsModule(Assets.url("assets/typed.js"));
    }

    @Override
    public void showRouterLayoutContent(HasElement view) {
        content.getElement().removeAllChildren();
        content.getElement().appendChild(view.getElement());
        content.getElement().executeJs("this.dispatchEvent(new CustomEvent('atrium-opened', {bubbles: true}))");
    }

    @Override
    public void removeRouterLayoutContent(HasElement view) {
        content.getElement().removeAllChildren();
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        try {
            lead(event);
        } catch (DataAccessException | TransactionException _) {
            switcher.setVisible(false); // the page says what is the matter
            navigationArea.removeAll();
        }
    }

    private void lead(AfterNavigationEvent event) {
        // Pages about no organization, such as guides, keep the navigation of the one before, or get the first.
        organization = event.getRouteParameters()
                .get("organization")
                .filter(slug -> viewer.organization(slug).isPresent())
                .or(() -> organization)
                .or(() -> viewer.organizations().stream()
                        .findFirst()
                        .map(first -> first.slug().value()));
        switcher.setVisible(true);
        switcher.show(organization, event.getLocation().getPath());
        navigationArea.removeAll();
        var items = navigation.items(organization);
        add(items, item -> !item.isOperators(), "");
        add(items, Navigation.Item::isOperators, getTranslation("shell.operator"));
    }

    private void add(List<Navigation.Item> all, Predicate<Navigation.Item> which, String label) {
        var items = all.stream().filter(which).map(this::sideNavItem).toList();
        if (items.isEmpty()) {
            return;
        }
        var nav = new SideNav();
        nav.getElement().setAttribute("aria-label", label.isEmpty() ? getTranslation("shell.menu") : label);
        if (!label.isEmpty()) {
            nav.setLabel(label);
        }
        items.forEach(nav::addItem);
        navigationArea.add(nav);
    }

    private SideNavItem sideNavItem(Navigation.Item item) {
        var icon = new Icon(item.icon().substring(item.icon().indexOf(':') + 1));
        icon.getElement().setAttribute("aria-hidden", "true");
        var entry = new SideNavItem(getTranslation(item.title()), item.address(), icon);
        // The start of an organization is above all of its pages, and stands for itself only.
        entry.setMatchNested(item.address().chars().filter(sign -> sign == '/').count() > 1);
        return entry;
    }

    private Header navbar() {
        var toggle = new DrawerToggle();
        toggle.setAriaLabel(getTranslation("shell.toggle"));
        // Shown by push.js, where no WebSocket comes through.
        var slow = new Span(getTranslation("connection.slow"));
        slow.addClassName("slow-news");
        var space = new Div(slow);
        space.addClassName("navbar-space");
        var bar = new Header(skipLink(), toggle, space, new PaletteButton(this::openPalette), new SettingsMenu(viewer));
        bar.addClassName("navbar");
        return bar;
    }

    private Div drawerTop() {
        var brand = new Anchor("", getTranslation("product"));
        brand.addClassName("brand");
        var top = new Div(brand, switcher);
        top.addClassName("drawer-top");
        return top;
    }

    /** The first stop of the Tab key. */
    private Anchor skipLink() {
        var skip = new Anchor("#content", getTranslation("shell.skip"));
        skip.addClassName("skip-link");
        skip.setRouterIgnore(true);
        return skip;
    }

    private void openPalette() {
        new CommandPalette(navigation, sources.orderedStream().toList(), organization).open();
    }
}
