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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** What happens when a button fails: the log gets all, the reader a sentence and the request id. */
final class Failures implements ErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final int SHOWN_MILLIS = 20_000;

    @Override
    public void error(ErrorEvent event) {
        var isDatabaseAway = isDatabaseAway(event.getThrowable());
        if (isDatabaseAway) {
            LOG.warn("a page needs the database: {}", String.valueOf(event.getThrowable()));
        } else {
            LOG.error("a page failed", event.getThrowable());
        }
        var ui = UI.getCurrent();
        if (ui != null) {
            var words = isDatabaseAway ? "error.database" : "error.failed";
            ui.access(() -> tell(ui, words, requestId()));
        }
    }

    /** Whether it is only that MySQL cannot be asked now. */
    static boolean isDatabaseAway(@Nullable Throwable failure) {
        return failure instanceof CannotCreateTransactionException
                || failure instanceof DataAccessResourceFailureException
                || failure instanceof RecoverableDataAccessException
                || (failure != null && isDatabaseAway(failure.getCause()));
    }

    /** That of the current request; empty outside of one. */
    static String requestId() {
        return Objects.requireNonNullElse(MDC.get(AuditLog.REQUEST_ID), "");
    }

    private static void tell(UI ui, String words, String id) {
        var notification = new Notification();
        notification.add(new Div(
                new Paragraph(ui.getTranslation(words) + ". " + ui.getTranslation(words + "-text")),
                new CopyField(ui.getTranslation("error.request"), id)));
        notification.addThemeVariants(NotificationVariant.ERROR);
        notification.setDuration(SHOWN_MILLIS);
        notification.open();
    }
}
