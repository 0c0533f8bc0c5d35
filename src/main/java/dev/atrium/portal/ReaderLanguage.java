package dev.atrium.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.WebUtils;

/** The language of a reader: what was chosen in this browser, else what the browser asks for. */
final class ReaderLanguage {

    /** Holds the choice; the page sets it. */
    static final String COOKIE = "atrium-language";

    private ReaderLanguage() {}

    static Locale of(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, COOKIE);
        if (cookie != null) {
            var chosen = Locale.forLanguageTag(cookie.getValue());
            if (Bundles.LANGUAGES.contains(chosen)) {
                return chosen;
            }
        }
        return Bundles.closest(ranges(request.getHeader("accept-language")));
    }

    private static List<Locale.LanguageRange> ranges(@Nullable String header) {
        try {
            return header == null ? List.of() : Locale.LanguageRange.parse(header);
        } catch (IllegalArgumentException _) {
            return List.of(); // not the form of such a header
        }
    }
}
