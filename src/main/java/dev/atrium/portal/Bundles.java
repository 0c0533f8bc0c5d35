package dev.atrium.portal;

import com.vaadin.flow.i18n.I18NProvider;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The texts of the pages in each language, from {@code messages/}. Patterns are those of {@link MessageFormat}. */
class Bundles implements I18NProvider {

    /** In the order of the language switch; the first one is for readers of all other languages. */
    static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

    static final String NAME = "messages/messages";

    private static final Logger LOG = LoggerFactory.getLogger(Bundles.class);
    /** Never the language of the machine: two installations say the same. */
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    @Override
    public List<Locale> getProvidedLocales() {
        return LANGUAGES;
    }

    @Override
    public String getTranslation(String key, Locale locale, Object... params) {
        try {
            var pattern = bundle(locale).getString(key);
            return new MessageFormat(pattern, locale).format(params);
        } catch (MissingResourceException _) {
            LOG.warn("no text has the key '{}'", key);
            return key;
        }
    }

    /** The language among ours that suits a reader best. */
    static Locale closest(List<Locale.LanguageRange> wanted) {
        return wanted.stream()
                .filter(range -> range.getWeight() > 0)
                .flatMap(range -> LANGUAGES.stream()
                        .filter(ours -> range.getRange().split("-")[0].equals(ours.getLanguage())))
                .findFirst()
                .orElse(LANGUAGES.getFirst());
    }

    private static ResourceBundle bundle(Locale locale) {
        var ours = closest(
                List.of(new Locale.LanguageRange(locale.getLanguage().isEmpty() ? "en" : locale.getLanguage())));
        return ResourceBundle.getBundle(NAME, ours, NO_FALLBACK);
    }
}
