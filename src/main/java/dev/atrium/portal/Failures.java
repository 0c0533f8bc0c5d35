package dev.atrium.portal;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import dev.atrium.audit.AuditLog;
import dev.atrium.portal.kit.CopyField;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What happens when a button fails: the log gets all, the reader a sentence and the request id. */
final class Failures implements ErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final int SHOWN_MILLIS = 20_000;

    @Override
    public void error(ErrorEvent event) {
        LOG.error("a page failed", event.getThrowable());
        var ui = UI.getCurrent();
        if (ui != null) {
            ui.access(() -> tell(ui, requestId()));
        }
    }

    /** That of the current request; empty outside of one. */
    static String requestId() {
        return Objects.requireNonNullElse(MDC.get(AuditLog.REQUEST_ID), "");
    }

    private static void tell(UI ui, String id) {
        var notification = new Notification();
        notification.add(new Div(
                new Paragraph(ui.getTranslation("error.failed") + ". " + ui.getTranslation("error.failed-text")),
                new CopyField(ui.getTranslation("error.request"), id)));
        notification.addThemeVariants(NotificationVariant.ERROR);
        notification.setDuration(SHOWN_MILLIS);
        notification.open();
    }
}
