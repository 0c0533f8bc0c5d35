package dev.atrium.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages need no Node: nothing of ours asks for a bundle, and what scripts import is there. */
class FrontendTest {

    private static final String PACKAGE = "com.vaadin.flow.component.dependency.";
    private static final Path FRONTEND = Path.of("frontend");

    @Test
    void noClassAsksForAnNpmPackageOrABundledFile() {
        var classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.atrium");

        assertThat(classes.stream().flatMap(FrontendTest::bundled)).isEmpty();
        assertThat(classes).isNotEmpty();
    }

    @Test
    void recognizesWhatWouldBeBundled() {
        var wrong = new ClassFileImporter().importClasses(Bundling.class, External.class);

        assertThat(wrong.stream().flatMap(FrontendTest::bundled))
                .containsExactlyInAnyOrder("Bundling asks for NpmPackage", "Bundling asks for JsModule ./some.js");
    }

    @Test
    void scriptsImportTheLibraryVersionThatTheBuildUnpacks() throws IOException {
        var pom = Files.readString(Path.of("pom.xml"));
        var version = first("<echarts.version>(.*?)</echarts.version>", pom);

        assertThat(Files.readString(FRONTEND.resolve("echart-panel.js")))
                .contains("from './vendor/echarts-%s.cache.js'".formatted(version));
        assertThat(getClass().getResource("/META-INF/resources/assets/vendor/echarts-%s.cache.js".formatted(version)))
                .isNotNull();
    }

    /** Vaadin writes its generated files there when it is started the wrong way. */
    @Test
    void nothingGeneratedLiesAmongOurFiles() throws IOException {
        try (var files = Files.list(FRONTEND)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "early.js",
                            "echart-panel.js",
                            "icon.svg",
                            "time-ago.js",
                            "kit.js",
                            "plain.css",
                            "push.js",
                            "shell.js",
                            "styles.css",
                            "typed.js");
        }
    }

    private static Stream<String> bundled(JavaClass type) {
        return type.getAnnotations().stream()
                .flatMap(annotation -> complaints(annotation, type.getSimpleName()).stream());
    }

    private static List<String> complaints(JavaAnnotation<?> annotation, String owner) {
        var name = annotation.getRawType().getName();
        if (name.equals(PACKAGE + "NpmPackage") || name.equals(PACKAGE + "CssImport")) {
            return List.of(
                    "%s asks for %s".formatted(owner, annotation.getRawType().getSimpleName()));
        }
        if (name.equals(PACKAGE + "JsModule") || name.equals(PACKAGE + "JavaScript")) {
            var file = annotation.get("value").map(Object::toString).orElse("");
            return file.contains("://")
                    ? List.of()
                    : List.of("%s asks for %s %s"
                            .formatted(owner, annotation.getRawType().getSimpleName(), file));
        }
        return List.of();
    }

    private static String first(String pattern, String text) {
        var matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    @com.vaadin.flow.component.dependency.NpmPackage(value = "some", version = "1.0.0")
    @com.vaadin.flow.component.dependency.JsModule("./some.js")
    private static final class Bundling {}

    @com.vaadin.flow.component.dependency.JsModule("context://assets/some.js")
    private static final class External {}
}
