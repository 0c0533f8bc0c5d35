package dev.atrium.portal;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.SystemMessages;
import java.util.Locale;

/** What the browser says when the session or the connection is gone. Nothing that was typed is thrown away. */
final class SystemTexts {

    private static final int TRIES = 120;
    private static final int PAUSE_MILLIS = 5_000;

    private final Bundles texts;

    SystemTexts(Bundles texts) {
        this.texts = texts;
    }

    SystemMessages in(Locale locale) {
        var messages = new CustomizedSystemMessages();
        messages.setSessionExpiredNotificationEnabled(true);
        messages.setSessionExpiredCaption(texts.getTranslation("session.expired", locale));
        messages.setSessionExpiredMessage(texts.getTranslation("session.expired-text", locale));
        messages.setInternalErrorCaption(texts.getTranslation("session.internal", locale));
        messages.setInternalErrorMessage(texts.getTranslation("session.internal-text", locale));
        messages.setCookiesDisabledCaption(texts.getTranslation("connection.cookies", locale));
        messages.setCookiesDisabledMessage(texts.getTranslation("connection.cookies-text", locale));
        return messages;
    }

    /** Tries for ten minutes before it gives up: a portal that is upgraded is back by then. */
    void connection(UI ui) {
        var dialog = ui.getReconnectDialogConfiguration();
        dialog.setDialogText(texts.getTranslation("connection.lost", ui.getLocale()));
        dialog.setDialogTextGaveUp(texts.getTranslation("connection.given-up", ui.getLocale()));
        dialog.setReconnectAttempts(TRIES);
        dialog.setReconnectInterval(PAUSE_MILLIS);
    }
}
