package dev.atrium.portal.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import dev.atrium.portal.PortalTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentsTest extends PortalTest {

    private static final Path FOLDER = Path.of("docs");
    private static final String CHINESE = ".zh.md";
    private static final Pattern SKELETON = Pattern.compile("(?m)^#+ |^```|(?<!`)`[^`\\n]+`(?!`)");

    @Test
    void readersGetAGuideInTheirLanguageWhereItIsThere() {
        UI.getCurrent().setLocale(Locale.SIMPLIFIED_CHINESE);

        assertThat(languageOf("docs/api")).isEqualTo("zh");
        assertThat(languageOf("docs/performance")).isEqualTo("en");
        UI.getCurrent().setLocale(Locale.GERMAN);
        assertThat(languageOf("docs/api.md")).isEqualTo("en");
    }

    /** Else somebody has changed one and forgotten the other. */
    @Test
    void translationsHaveTheSameChaptersAndTheSameCode() throws IOException {
        try (var files = Files.list(FOLDER)) {
            var translated =
                    files.filter(file -> file.toString().endsWith(CHINESE)).toList();
            assertThat(translated).isNotEmpty();
            for (var file : translated) {
                var original = FOLDER.resolve(file.getFileName().toString().replace(CHINESE, ".md"));
                assertThat(skeleton(file)).as(file.toString()).containsExactlyInAnyOrderElementsOf(skeleton(original));
            }
        }
    }

    private static String languageOf(String address) {
        UI.getCurrent().navigate(address);
        return UI.getCurrent().getCurrentView().getElement().getAttribute("lang");
    }

    private static List<String> skeleton(Path file) throws IOException {
        return SKELETON.matcher(Files.readString(file))
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
