package dev.atrium.portal;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.atrium.portal.kit.CopyField;
import dev.atrium.portal.kit.PageHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A page that failed. The reader gets the request id; what happened is in the log, and nowhere else. */
@ParentLayout(MainLayout.class)
@AnonymousAllowed
public final class FailurePage extends Composite<Div> implements HasErrorParameter<Exception>, HasDynamicTitle {

    private static final Logger LOG = LoggerFactory.getLogger(FailurePage.class);

    private String title = "error.failed";

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        getContent().addClassName("page");
        if (Failures.isDatabaseAway(parameter.getException())) {
            return showDatabaseAway(event);
        }
        LOG.error("a page failed: {}", event.getLocation().getPath(), parameter.getException());
        getContent()
                .add(
                        new PageHeader(getTranslation(title)),
                        new Paragraph(getTranslation("error.failed-text")),
                        new CopyField(getTranslation("error.request"), Failures.requestId()),
                        new Anchor("", getTranslation("error.home")));
        return HttpStatusCode.INTERNAL_SERVER_ERROR.getCode();
    }

    private int showDatabaseAway(BeforeEnterEvent event) {
        var path = event.getLocation().getPath();
        LOG.warn("a page needs the database: {}", path);
        title = "error.database";
        var again = new Button(
                getTranslation("error.again"), _ -> UI.getCurrent().getPage().reload());
        again.addThemeVariants(ButtonVariant.PRIMARY);
        var buttons = new Div(again);
        buttons.addClassName("page-header-actions");
        getContent()
                .add(
                        new PageHeader(getTranslation(title)),
                        new Paragraph(getTranslation("error.database-text")),
                        buttons);
        return HttpStatusCode.SERVICE_UNAVAILABLE.getCode();
    }

    @Override
    public String getPageTitle() {
        return Titles.of(this, title);
    }
}
