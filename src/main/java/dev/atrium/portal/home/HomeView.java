package dev.atrium.portal.home;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.atrium.portal.Documents;
import dev.atrium.portal.Titles;
import dev.atrium.portal.Viewer;
import dev.atrium.portal.kit.EmptyState;
import dev.atrium.portal.kit.PageHeader;
import jakarta.annotation.security.PermitAll;

/** Where one arrives after signing in. Goes on to the first organization; who has none is told what to do. */
@Route("")
@PermitAll
public final class HomeView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private final transient Viewer viewer;

    public HomeView(Viewer viewer) {
        this.viewer = viewer;
        getContent().addClassName("page");
        getContent()
                .add(
                        new PageHeader(getTranslation("home.title")),
                        new EmptyState(VaadinIcon.GROUP, getTranslation("home.nothing"))
                                .action(new Button(
                                        getTranslation("home.reload"),
                                        _ -> UI.getCurrent().getPage().reload()))
                                .document(getTranslation("home.document"), Documents.OPERATORS));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        viewer.organizations().stream().findFirst().ifPresent(tenant -> event.forwardTo("o/" + tenant.slug()));
    }

    @Override
    public String getPageTitle() {
        return Titles.of(this, "home.title");
    }
}
