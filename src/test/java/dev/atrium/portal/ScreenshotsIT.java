package dev.atrium.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.atrium.TestRoles;
import dev.atrium.testing.TestKeycloak;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of every page, to be looked at: {@code ./atrium screenshots}. */
@Tag("screenshots")
class ScreenshotsIT {

    private static final Path FOLDER = Path.of("target/screenshots");
    private static final Map<String, String> PAGES =
            Map.of("kit", "/kit", "not-found", "/docs/nothing", "guide", "/docs/api", "home", "/");

    private static final Map<String, String> OF_ORGANIZATION = Map.of("models", "/models", "playground", "/playground");

    @Test
    void takesPicturesOfAllPages(@TempDir Path home) throws IOException {
        var settings = Stream.concat(Stream.of("--atrium.portal.kit=true"), Stream.of(TestKeycloak.settings()));
        try (var portal = TestRoles.start(home, "portal", settings.toArray(String[]::new));
                var chromium = new Chromium(portal.portalPort())) {
            for (var look : Chromium.Look.all()) {
                take(chromium, "/sign-in?failed=other", look, "sign-in");
            }
            var organization =
                    organization(chromium.signIn(TestKeycloak.people().getFirst()));
            for (var look : Chromium.Look.all()) {
                PAGES.forEach((name, path) -> take(chromium, path, look, name));
                OF_ORGANIZATION.forEach((name, path) -> take(chromium, organization + path, look, name));
                takeDialogs(chromium, look);
            }
        }
        assertThat(FOLDER.resolve("kit-390-zh-CN-dark.png")).isNotEmptyFile();
    }

    private static String organization(Page home) {
        return home.url().replaceFirst(".*(/o/[^/?]+).*", "$1");
    }

    private static void take(Chromium chromium, String path, Chromium.Look look, String name) {
        var page = chromium.open(path, look);
        page.waitForTimeout(400); // fonts and charts have settled
        var isPhone = look.width() < 500;
        shoot(page, name, look, isPhone || name.equals("kit"));
        page.context().close();
    }

    private static void takeDialogs(Chromium chromium, Chromium.Look look) {
        var page = chromium.open("/kit", look);
        page.keyboard().press("Control+k");
        page.waitForSelector(".command-palette input:focus");
        page.waitForTimeout(400);
        shoot(page, "palette", look, false);
        page.keyboard().press("Escape");
        page.keyboard().press("Escape");
        page.locator("vaadin-button:has(vaadin-icon[icon='vaadin:user'])").click();
        page.waitForTimeout(400);
        shoot(page, "settings", look, false);
        page.context().close();
    }

    /** A whole page in a shell that scrolls inside is taken with a window as high as its content. */
    private static void shoot(Page page, String name, Chromium.Look look, boolean whole) {
        if (whole) {
            var height = (Number) page.evaluate("() => Math.max(document.documentElement.scrollHeight,"
                    + " (document.getElementById('content')?.scrollHeight ?? 0) + 120)");
            page.setViewportSize(look.width(), Math.max(look.height(), height.intValue()));
            page.waitForTimeout(300);
        }
        page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name + "-" + look.fileName() + ".png")));
    }
}
