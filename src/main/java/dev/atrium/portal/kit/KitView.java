package dev.atrium.portal.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;

/** Every component in its states, for developers of pages. It is there only where the settings ask for it. */
@Route(value = KitView.PATH, registerAtStartup = false)
@AnonymousAllowed
public final class KitView extends Composite<Div> implements HasDynamicTitle {

    /** Where it is. */
    public static final String PATH = "kit";

    public KitView(Live live) {
        var page = getContent();
        page.addClassName("page");
        page.add(new PageHeader(getTranslation("gallery.title"))
                .describe(getTranslation("gallery.text"))
                .actions(new Button(getTranslation("gallery.action"))));
        section("gallery.colors", Samples.texts(this));
        section("gallery.buttons", Samples.buttons(this));
        section("gallery.form", Samples.form(this));
        section("gallery.status", Samples.statuses(this));
        section("gallery.empty", Samples.emptyState(this));
        section("gallery.formats", Samples.formats(this));
        section("gallery.copy", Samples.copyFields(this));
        section("gallery.code", Samples.code(this));
        section("gallery.figures", Samples.figures(this));
        section("gallery.markdown", Samples.markdown(this));
        section("gallery.live", Samples.live(this, live));
        section("gallery.chart", LongSamples.chart(this));
        section("gallery.dialogs", LongSamples.dialogs(this));
        section("gallery.list", LongSamples.list(this));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("gallery.title") + " · " + getTranslation("product");
    }

    private void section(String titleKey, Component sample) {
        var section = new Section(new H2(getTranslation(titleKey)), sample);
        section.addClassName("gallery-section");
        getContent().add(section);
    }
}
