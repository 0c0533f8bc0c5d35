package dev.atrium.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.atrium.TestRoles;
import dev.atrium.portal.kit.Payloads;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages in a real browser, under their content policy. */
class BrowserIT {

    /** What of the shown text is no text and no link outwards. */
    private static final String HARM = """
            () => [...document.querySelectorAll('.markdown *')]
                .filter(element => element.matches('script, style, img, svg, math, iframe, object, embed, form, input,'
                    + ' button, link, meta, base, details, [style], [id], [class]:not(.quiet)')
                    || [...element.attributes].some(attribute => attribute.name.startsWith('on'))
                    || (element.href !== undefined && element.hasAttribute('href')
                        && !/^(https?|mailto):/.test(element.getAttribute('href')))
                    || (element.hasAttribute('href') && !element.rel.includes('noopener')))
                .map(element => element.outerHTML)""";

    private static final String SLOW = ".slow-news:has-text('No WebSocket came through')";

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
    void readersWithToolsOfTheirOwnMeetNoSeriousObstacle() {
        for (var dark : List.of(false, true)) {
            var page = chromium.open("/kit", new Chromium.Look(1_280, "en", dark));
            page.waitForSelector("echart-panel svg");

            assertThat(Axe.serious(page)).as("dark: %s", dark).isEmpty();
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

        // The server hears of the closed palette a moment after the browser; keys meant for the page are lost until
        // then.
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            page.keyboard().press("?");
            return page.querySelector(".shortcuts") != null;
        });
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

    @Test
    void markdownOfStrangersDoesNothingButShowText() {
        var page = chromium.open("/kit", Chromium.Look.ORDINARY);
        var elsewhere = new ArrayList<String>();
        page.onRequest(request -> {
            if (!request.url().startsWith("http://127.0.0.1:")) {
                elsewhere.add(request.url());
            }
        });
        int number = 0;
        for (var payload : Payloads.all()) {
            for (var part : List.of(payload.substring(0, payload.length() / 2), payload)) {
                var end = "end" + number++;
                page.locator("#markdown-field textarea").fill(part + "\n\n" + end);
                page.waitForSelector(".markdown:has-text('" + end + "')");
                assertThat(page.evaluate(HARM)).as(payload).isEqualTo(List.of());
            }
        }
        assertThat(elsewhere).isEmpty();
        assertThat(page.evaluate("() => window.hurt ?? 'unhurt'")).isEqualTo("unhurt");
    }

    /** A card of a megabyte. */
    @Test
    void aHugeCardIsCutAndThePageStaysAlive() {
        var page = chromium.open("/kit", Chromium.Look.ORDINARY);

        page.locator("#markdown-field textarea").fill(("word ".repeat(200) + "\n\n").repeat(1_000));
        page.waitForSelector(".markdown > p:has-text('Only the first 200,000 characters are shown.')");

        var begin = System.nanoTime();
        page.click("[data-copy] >> nth=0");
        page.waitForSelector("#announcements", attached());
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void newsArriveByThemselves() {
        var page = chromium.open("/kit", Chromium.Look.ORDINARY);

        page.waitForSelector("#live-sample dd:text-matches('^([2-9]|[1-9][0-9]+)$')");

        assertThat(page.isVisible(SLOW)).isFalse();
        assertThat(chromium.complaints).isEmpty();
    }

    /** Two proxies: one refuses the handshake, the other never answers it. Both pages wait at once. */
    @Test
    void newsArriveAlsoWhereWebSocketsAreBlocked() {
        chromium.script = """
                const Real = window.WebSocket;
                window.WebSocket = function() { return new Real('ws://' + location.host + '/healthz'); };""";
        var refused = chromium.open("/kit", Chromium.Look.ORDINARY);
        chromium.script = "window.WebSocket = function() { this.close = this.send = () => {}; };";
        var unanswered = chromium.open("/kit", Chromium.Look.ORDINARY);

        for (var page : List.of(refused, unanswered)) {
            page.waitForSelector(SLOW);
            for (int piece = 0; piece < 2; piece++) {
                page.waitForSelector(
                        "#live-sample dd:not(:text-is('%s'))".formatted(page.textContent("#live-sample dd")));
            }
            assertThat(page.isVisible(".v-reconnect-dialog, vaadin-connection-indicator [reconnecting]"))
                    .isFalse();
        }
        assertThat(chromium.complaints)
                .allMatch(text -> text.startsWith("WebSocket connection to") || text.startsWith("Websocket closed"));
    }

    private static Page.WaitForSelectorOptions attached() {
        return new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED);
    }

    private static Page.WaitForSelectorOptions hidden() {
        return new Page.WaitForSelectorOptions().setState(WaitForSelectorState.HIDDEN);
    }
}
