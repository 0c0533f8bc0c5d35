package dev.atrium.portal;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import dev.atrium.tenancy.Tenant;

/**
 * A page about one organization, which its route names: {@code @Route("o/:organization/keys")}. Who does not belong
 * to the organization is told that there is nothing here, as for one that does not exist.
 */
public abstract class OrganizationPage extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private final transient Viewer viewer;
    private final String titleKey;

    /** @param titleKey key of the bundles of the page's name */
    protected OrganizationPage(Viewer viewer, String titleKey) {
        this.viewer = viewer;
        this.titleKey = titleKey;
    }

    @Override
    protected final Div initContent() {
        var page = new Div();
        page.addClassName("page");
        return page;
    }

    @Override
    public final void beforeEnter(BeforeEnterEvent event) {
        var slug = event.getRouteParameters().get("organization").orElse("");
        viewer.organization(slug)
                .ifPresentOrElse(tenant -> show(tenant, event), () -> event.rerouteToError(NotFoundException.class));
    }

    @Override
    public String getPageTitle() {
        return Titles.of(this, titleKey);
    }

    /** Fills the page. Called anew for each navigation, also for one within the page. */
    protected abstract void show(Tenant organization, BeforeEnterEvent event);
}
