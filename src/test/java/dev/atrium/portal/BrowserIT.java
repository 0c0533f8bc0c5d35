package dev.atrium.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import dev.atrium.TestRoles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages in a real browser, under their content policy. */
class BrowserIT {

    private static final String SERIOUS = """
            async () => (await axe.run(document, {resultTypes: ['violations']})).violations
                .filter(found => ['serious', 'critical'].includes(found.impact))
                .map(found => found.id + ': ' + found.nodes.map(node => node.target.join(' ')).join(', '))""";

    @TempDir
    private static Path home;

    private static TestRoles portal;

    private Chromium chromium;

    @BeforeAll
    static void start() throws IOException {
        portal = TestRoles.start(home, "portal", "--atrium.portal.kit=true");
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @BeforeEach
    void openBrowser() {
        chromium = new Chromium(portal.portalPort());
    }

    @AfterEach
    void closeBrowser() {
        chromium.close();
    }

    @Test
    void thePageOfAllComponentsRaisesNoComplaint() {
        var page = chromium.open("/kit", Chromium.Look.ORDINARY);

        page.waitForSelector("echart-panel svg");
        page.waitForSelector("vaadin-grid-cell-content:has-text('$0.00000018')");

        assertThat(chromium.complaints).isEmpty();
        assertThat(page.title()).isEqualTo("Component kit · Atrium");
    }

    @Test
    void readersWithToolsOfTheirOwnMeetNoSeriousObstacle() throws IOException {
        for (var dark : List.of(false, true)) {
            var page = chromium.open("/kit", new Chromium.Look(1_280, "en", dark));
            page.waitForSelector("echart-panel svg");

            page.evaluate(axe());

            assertThat((List<?>) page.evaluate(SERIOUS)).as("dark: %s", dark).isEmpty();
        }
    }

    @Test
    void keysOpenThePaletteAndTheListOfKeys() {
        var page = chromium.open("/kit", Chromium.Look.ORDINARY);

        page.keyboard().press("Control+k");
        page.waitForSelector(".command-palette input:focus");
        page.keyboard().type("?");
        assertThat(page.querySelector(".shortcuts")).isNull();
        page.keyboard().press("Escape");
        page.keyboard().press("Escape");
        page.waitForSelector(".command-palette", hidden());
        page.keyboard().press("?");

        page.waitForSelector(".shortcuts");
        assertThat(chromium.complaints).isEmpty();
    }

    @Test
    void theFirstTabStopSkipsTheNavigation() {
        var page = chromium.open("/kit", Chromium.Look.ORDINARY);

        page.keyboard().press("Tab");
        assertThat(page.evaluate("() => document.activeElement.textContent")).isEqualTo("Skip to content");
        page.keyboard().press("Enter");

        assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("content");
    }

    @Test
    void copyingIsSaidAloud() {
        var page = chromium.open("/kit", Chromium.Look.ORDINARY);
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));

        page.click("[data-copy] >> nth=0");

        page.waitForSelector("#announcements:has-text('Copied')");
        assertThat(page.evaluate("() => navigator.clipboard.readText()")).isEqualTo("atrium_example_0123456789abcdef");
    }

    @Test
    void languageAndAppearanceAreRemembered() {
        var page = chromium.open("/kit", Chromium.Look.ORDINARY);

        page.evaluate("() => window.atrium.setScheme('dark')");
        page.evaluate("() => window.atrium.remember('atrium-language', 'zh-CN')");
        page.waitForSelector("h1:has-text('组件库')");

        assertThat(page.evaluate("() => document.documentElement.style.colorScheme"))
                .isEqualTo("dark");
        assertThat(page.evaluate("() => document.documentElement.lang")).isEqualTo("zh-CN");
    }

    @Test
    void nothingSticksOutOnAPhone() {
        var page = chromium.open("/kit", new Chromium.Look(390, "en", false));
        page.waitForSelector("echart-panel svg");

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(
                                page.evaluate("() => document.getElementById('content').scrollWidth - innerWidth"))
                        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.INTEGER)
                        .isLessThanOrEqualTo(0));
    }

    private static Page.WaitForSelectorOptions hidden() {
        return new Page.WaitForSelectorOptions().setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN);
    }

    private static String axe() throws IOException {
        try (var script = BrowserIT.class.getResourceAsStream("/META-INF/resources/webjars/axe-core/axe.min.js")) {
            return new String(java.util.Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
