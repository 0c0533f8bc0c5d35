package dev.atrium.portal;

import com.vaadin.flow.component.Composite;
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

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        LOG.error("a page failed: {}", event.getLocation().getPath(), parameter.getException());
        getContent().addClassName("page");
        getContent()
                .add(
                        new PageHeader(getTranslation("error.failed")),
                        new Paragraph(getTranslation("error.failed-text")),
                        new CopyField(getTranslation("error.request"), Failures.requestId()),
                        new Anchor("", getTranslation("error.home")));
        return HttpStatusCode.INTERNAL_SERVER_ERROR.getCode();
    }

    @Override
    public String getPageTitle() {
        return Titles.of(this, "error.failed");
    }
}
