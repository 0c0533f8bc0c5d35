package dev.atrium.portal;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import dev.atrium.tenancy.Membership;
import dev.atrium.tenancy.Tenant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A page about one organization, which its route names: {@code @Route("o/:organization/keys")}. Who does not belong
 * to the organization is told that there is nothing here, as for one that does not exist.
 */
public abstract class OrganizationPage extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private final transient Viewer viewer;
    private final String titleKey;
    private transient @Nullable Standing standing;

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
        viewer.membership(slug)
                .ifPresentOrElse(place -> open(place, event), () -> event.rerouteToError(NotFoundException.class));
    }

    private void open(Membership place, BeforeEnterEvent event) {
        standing = new Standing(place.role(), viewer.roleIn(place.tenant()));
        show(place.tenant(), event);
    }

    @Override
    public String getPageTitle() {
        return Titles.of(this, titleKey);
    }

    /** What the reader is in the organization that is shown: whatever is read after {@link #show} goes through it. */
    protected final Standing standing() {
        return Objects.requireNonNull(standing, "standing: none (expected: asked when the page is shown)");
    }

    /**
     * Fills the page. Called anew for each navigation, also for one within the page. Only here is the membership
     * checked already; listeners and data providers run later, see {@link #standing}.
     */
    protected abstract void show(Tenant organization, BeforeEnterEvent event);
}
