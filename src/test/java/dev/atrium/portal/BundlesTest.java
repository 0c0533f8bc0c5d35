package dev.atrium.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Both languages say everything, and pages say nothing but what the languages say. */
class BundlesTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/atrium/portal");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern KEY = Pattern.compile("[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)");
    /** Two words of letters, or one that begins like a sentence. */
    private static final Pattern PROSE = Pattern.compile("\\p{L}{2,} \\p{L}{2,}|^\\p{Lu}\\p{Ll}{2,}\\b|\\p{IsHan}");

    /** Names of keys, words for browsers, and a command. */
    private static final Set<String> SAME_IN_ALL_LANGUAGES = Set.of(
            "Ctrl K · ⌘ K",
            "Esc",
            "Control+K Meta+K",
            "noopener noreferrer",
            "Authorization: Bearer $ATRIUM_API_KEY",
            "Content-Type: application/json",
            "Hello",
            "Python",
            "True",
            "False",
            "Bearer ",
            "library/all-minilm-l6-v2\", input=\"Hello",
            "noopener noreferrer nofollow ugc",
            "./atrium key --organization ");

    @Test
    void languagesHaveTheSameKeys() {
        assertThat(bundle("zh").keySet()).isEqualTo(bundle("en").keySet());
    }

    @Test
    void languagesHaveTheSamePlaceholders() {
        var english = bundle("en");
        var chinese = bundle("zh");

        assertThat(english.stringPropertyNames())
                .allSatisfy(key -> assertThat(placeholders(chinese.getProperty(key)))
                        .as(key)
                        .isEqualTo(placeholders(english.getProperty(key))));
    }

    /** A straight apostrophe is a quote of MessageFormat and would vanish, and what is behind it stays as it is. */
    @Test
    void noTextHasAStraightApostropheOrIsEmpty() {
        for (var language : List.of("en", "zh")) {
            assertThat(bundle(language).values())
                    .allSatisfy(text ->
                            assertThat((String) text).doesNotContain("'").isNotBlank());
        }
    }

    @Test
    void eachKeyThatPagesUseExists() {
        var keys = bundle("en").stringPropertyNames();
        var areas = keys.stream().map(BundlesTest::area).collect(Collectors.toSet());
        var used = literals()
                .filter(text -> KEY.matcher(text).matches() && areas.contains(area(text)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(keys).containsAll(used);
        assertThat(used).hasSizeGreaterThan(50);
    }

    @Test
    void eachKeyIsUsed() {
        var used = literals().collect(Collectors.toSet());
        Predicate<String> isUsed = key -> used.contains(key)
                || used.stream().anyMatch(prefix -> prefix.endsWith("-") && key.startsWith(prefix))
                || (key.endsWith("-text") && used.contains(key.substring(0, key.length() - "-text".length())));

        assertThat(bundle("en").stringPropertyNames().stream().filter(isUsed.negate()))
                .isEmpty();
    }

    @Test
    void noPageSaysWhatIsNotInTheBundles() {
        assertThat(sources().flatMap(BundlesTest::proseOf)).isEmpty();
    }

    @Test
    void recognizesAPageThatSpeaksForItself() {
        assertThat(List.of("Create key", "Save", "你好").stream().filter(PROSE.asPredicate()))
                .hasSize(3);
        assertThat(List.of("page-header", "keys.title", "o/:organization", "aria-label").stream()
                        .filter(PROSE.asPredicate()))
                .isEmpty();
    }

    @Test
    void readersOfOtherLanguagesGetEnglish() {
        assertThat(Bundles.closest(Locale.LanguageRange.parse("de-AT,de;q=0.9")))
                .isEqualTo(Locale.ENGLISH);
        assertThat(Bundles.closest(Locale.LanguageRange.parse("fr,zh-TW;q=0.7,en;q=0.3")))
                .isEqualTo(Locale.SIMPLIFIED_CHINESE);
        assertThat(new Bundles().getTranslation("home.welcome", Locale.FRENCH, "Acme"))
                .isEqualTo("Welcome to Acme");
        assertThat(new Bundles().getTranslation("home.welcome", Locale.SIMPLIFIED_CHINESE, "Acme"))
                .isEqualTo("欢迎来到 Acme");
    }

    private static Stream<String> proseOf(Path file) {
        return code(file)
                .filter(line -> !isForDevelopers(line))
                .flatMap(line -> LITERAL.matcher(line).results())
                .map(match -> match.group(1))
                .filter(text -> PROSE.matcher(text).find() && !SAME_IN_ALL_LANGUAGES.contains(text))
                .map(text -> file.getFileName() + ": " + text);
    }

    /** Errors of callers, logs and headers are no part of a page. */
    private static boolean isForDevelopers(String line) {
        return Stream.of(
                        "Exception(",
                        "LOG.",
                        "(expected",
                        "-src '",
                        "max-age",
                        "camera=",
                        "executeJs(\"",
                        "SuppressWarnings")
                .anyMatch(line::contains);
    }

    private static Stream<String> literals() {
        return sources()
                .flatMap(BundlesTest::code)
                .flatMap(line -> LITERAL.matcher(line).results())
                .map(BundlesTest::text);
    }

    private static String text(MatchResult literal) {
        return literal.group(1);
    }

    private static Stream<String> code(Path file) {
        try {
            return Files.readString(file)
                    .lines()
                    .filter(line -> Stream.of("*", "/*", "//").noneMatch(line.strip()::startsWith));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> sources() {
        try (var files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String area(String key) {
        return key.split("\\.")[0];
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }

    private static Properties bundle(String language) {
        var properties = new Properties();
        try (var files =
                Files.newDirectoryStream(Path.of("src/main/resources/messages"), "*_" + language + ".properties")) {
            for (var file : files) {
                try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                    properties.load(reader);
                }
            }
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
