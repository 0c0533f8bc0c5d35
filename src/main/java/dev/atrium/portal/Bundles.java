package dev.atrium.portal;

import com.vaadin.flow.i18n.I18NProvider;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The texts of the pages in each language: all files {@code messages/<area>_<language>.properties}, one pair for each
 * area. Patterns are those of {@link MessageFormat}.
 */
class Bundles implements I18NProvider {

    /** In the order of the language switch; the first one is for readers of all other languages. */
    static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

    private static final Logger LOG = LoggerFactory.getLogger(Bundles.class);

    private final Map<Locale, Map<String, String>> texts =
            LANGUAGES.stream().collect(Collectors.toMap(Function.identity(), Bundles::read));

    @Override
    public List<Locale> getProvidedLocales() {
        return LANGUAGES;
    }

    @Override
    public String getTranslation(String key, Locale locale, Object... params) {
        var ours = closest(
                List.of(new Locale.LanguageRange(locale.getLanguage().isEmpty() ? "en" : locale.getLanguage())));
        var pattern = texts.getOrDefault(ours, Map.of()).get(key);
        if (pattern == null) {
            LOG.warn("no text has the key '{}'", key);
            return key;
        }
        return new MessageFormat(pattern, locale).format(params);
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

    private static Map<String, String> read(Locale language) {
        try {
            var all = new HashMap<String, String>();
            for (var file : new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:messages/*_" + language.getLanguage() + ".properties")) {
                var texts = new Properties();
                texts.load(new StringReader(file.getContentAsString(StandardCharsets.UTF_8)));
                texts.stringPropertyNames().forEach(key -> add(all, key, texts.getProperty(key), file));
            }
            return Map.copyOf(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(Map<String, String> all, String key, String text, Resource file) {
        if (all.put(key, text) != null) {
            throw new IllegalStateException("text '%s' of %s: two (expected: one)".formatted(key, file.getFilename()));
        }
    }
}
