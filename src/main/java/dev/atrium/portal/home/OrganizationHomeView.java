package dev.atrium.portal.home;

import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import dev.atrium.portal.Documents;
import dev.atrium.portal.OrganizationPage;
import dev.atrium.portal.Viewer;
import dev.atrium.portal.kit.CopyField;
import dev.atrium.portal.kit.EmptyState;
import dev.atrium.portal.kit.PageHeader;
import dev.atrium.tenancy.Tenant;
import jakarta.annotation.security.PermitAll;

/** The start of one organization: how to make its first call. */
@Route("o/:organization")
@Menu(title = "home.title", order = 1, icon = "vaadin:home-o")
@PermitAll
public final class OrganizationHomeView extends OrganizationPage {

    public OrganizationHomeView(Viewer viewer) {
        super(viewer, "home.title");
    }

    @Override
    protected void show(Tenant organization, BeforeEnterEvent event) {
        var command = "./atrium key --organization " + organization.slug();
        getContent().removeAll();
        getContent()
                .add(
                        new PageHeader(getTranslation("home.welcome", organization.name())),
                        new EmptyState(VaadinIcon.ROCKET, getTranslation("home.first-call"))
                                .action(new CopyField(getTranslation("home.command"), command))
                                .document(getTranslation("home.first-call-document"), Documents.API));
    }
}
