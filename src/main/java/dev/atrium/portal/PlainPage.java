package dev.atrium.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.web.util.HtmlUtils;

/** Pages that stand where those of Vaadin cannot: one heading, one paragraph, one link. No script runs on them. */
final class PlainPage {

    private final Bundles texts;

    PlainPage(Bundles texts) {
        this.texts = texts;
    }

    /**
     * Answers with a page.
     *
     * @param key     of the heading; the paragraph's has {@code -text} behind it
     * @param link    where the one link leads
     * @param linkKey key of the link's text
     */
    void write(
            HttpServletRequest request,
            HttpServletResponse response,
            int status,
            String key,
            String link,
            String linkKey)
            throws IOException {
        var html = html(ReaderLanguage.of(request), key, link, linkKey);
        response.setStatus(status);
        response.setContentType("text/html");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getOutputStream().write(html.getBytes(StandardCharsets.UTF_8));
    }

    private String html(Locale locale, String key, String link, String linkKey) {
        return """
            <!doctype html>
            <html lang="%s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>%s · %s</title>
            <link rel="icon" href="/assets/icon.svg">
            <link rel="stylesheet" href="/assets/plain.css">
            </head>
            <body>
            <main>
            <p class="brand">%s</p>
            <h1>%s</h1>
            <p>%s</p>
            <p><a href="%s">%s</a></p>
            <p class="request">%s <code>%s</code></p>
            </main>
            </body>
            </html>
            """.formatted(
                        locale.toLanguageTag(),
                        text(key, locale),
                        text("product", locale),
                        text("product", locale),
                        text(key, locale),
                        text(key + "-text", locale),
                        escaped(link),
                        text(linkKey, locale),
                        text("error.request", locale),
                        escaped(Failures.requestId()));
    }

    private String text(String key, Locale locale) {
        return escaped(texts.getTranslation(key, locale));
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, StandardCharsets.UTF_8.name());
    }
}
