package dev.atrium.portal;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.internal.AnnotationReader;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.router.RouteData;
import com.vaadin.flow.server.auth.AccessAnnotationChecker;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The pages that exist and that the current person may open. A page is in the navigation when it carries
 * {@link Menu}; its title is a key of the bundles. Orders from {@value #OPERATOR_ORDER} on are for operators.
 */
class Navigation {

    /** Stands in the routes of pages that show one organization. */
    static final String ORGANIZATION = ":organization";

    private static final int OPERATOR_ORDER = 100;

    private final AccessAnnotationChecker access;

    Navigation(AccessAnnotationChecker access) {
        this.access = access;
    }

    /**
     * One place in the navigation.
     *
     * @param title      key of the bundles
     * @param icon       name of an icon, such as {@code vaadin:key}
     * @param isOperators whether it stands below "Operator"
     */
    record Item(String title, String address, String icon, boolean isOperators) {}

    /** @param organization slug of the current one; without it, pages that show one are left out */
    List<Item> items(Optional<String> organization) {
        return RouteConfiguration.forSessionScope().getAvailableRoutes().stream()
                .filter(route -> menu(route).isPresent() && access.hasAccess(route.getNavigationTarget()))
                .filter(route ->
                        organization.isPresent() || !route.getTemplate().contains(ORGANIZATION))
                .sorted(Comparator.comparingDouble(
                        route -> menu(route).orElseThrow().order()))
                .map(route -> item(route, menu(route).orElseThrow(), organization.orElse("")))
                .toList();
    }

    private static Item item(RouteData route, Menu menu, String organization) {
        return new Item(
                menu.title(),
                route.getTemplate().replace(ORGANIZATION, organization),
                menu.icon(),
                menu.order() >= OPERATOR_ORDER);
    }

    private static Optional<Menu> menu(RouteData route) {
        Class<? extends Component> target = route.getNavigationTarget();
        return AnnotationReader.getAnnotationFor(target, Menu.class);
    }
}
