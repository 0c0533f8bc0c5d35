package dev.atrium.portal;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.atrium.portal.kit.PageHeader;

/** What stands at addresses where nothing is, and at those of other people. */
@ParentLayout(MainLayout.class)
@AnonymousAllowed
public final class NotFoundPage extends Composite<Div>
        implements HasErrorParameter<NotFoundException>, HasDynamicTitle {

    public NotFoundPage() {
        getContent().addClassName("page");
        getContent()
                .add(
                        new PageHeader(getTranslation("error.not-found")),
                        new Paragraph(getTranslation("error.not-found-text")),
                        new Anchor("", getTranslation("error.home")));
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        return HttpStatusCode.NOT_FOUND.getCode();
    }

    @Override
    public String getPageTitle() {
        return Titles.of(this, "error.not-found");
    }
}
