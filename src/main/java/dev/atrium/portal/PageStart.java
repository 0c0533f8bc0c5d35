package dev.atrium.portal;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import dev.atrium.portal.kit.Assets;
import dev.atrium.portal.kit.KitView;
import java.util.List;
import org.jsoup.nodes.Element;

/** Sets up each page before it shows: language, texts of the system, scripts that may run. */
class PageStart implements VaadinServiceInitListener {

    /** They prepare what others find. */
    private static final List<String> FIRST = List.of("assets/early.js", "assets/push.js");

    private final PageSettings settings;
    private final SystemTexts texts;

    PageStart(PageSettings settings, SystemTexts texts) {
        this.settings = settings;
        this.texts = texts;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        var service = event.getSource();
        service.setSystemMessagesProvider(info -> texts.in(info.getLocale()));
        service.addSessionInitListener(init -> init.getSession().setErrorHandler(new Failures()));
        service.addUIInitListener(init -> start(init.getUI()));
        event.addIndexHtmlRequestListener(PageStart::complete);
        if (settings.kit()) {
            RouteConfiguration.forApplicationScope().setRoute(KitView.PATH, KitView.class, List.of(MainLayout.class));
        }
    }

    private void start(UI ui) {
        var request = VaadinServletRequest.getCurrent();
        if (request != null) {
            ui.setLocale(ReaderLanguage.of(request.getHttpServletRequest()));
        }
        texts.connection(ui);
    }

    /** Only scripts that carry the nonce run; those of attackers do not know it. */
    private static void complete(IndexHtmlResponse response) {
        if (!(response.getVaadinRequest() instanceof VaadinServletRequest request)) {
            return;
        }
        var document = response.getDocument();
        FIRST.forEach(script -> document.head()
                .prependChild(
                        new Element("script").attr("src", request.getContextPath() + "/" + Assets.versioned(script))));
        document.getElementsByTag("html")
                .attr("lang", ReaderLanguage.of(request.getHttpServletRequest()).toLanguageTag());
        document.getElementsByTag("script").attr("nonce", PageHeaders.nonceOf(request.getHttpServletRequest()));
    }
}
