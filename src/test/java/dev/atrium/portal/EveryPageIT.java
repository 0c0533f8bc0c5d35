package dev.atrium.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import com.vaadin.flow.server.VaadinServletContext;
import com.vaadin.flow.server.startup.ApplicationRouteRegistry;
import dev.atrium.TestCluster;
import dev.atrium.keys.ApiKeys;
import dev.atrium.metering.UsageEvents;
import dev.atrium.pool.Replica;
import dev.atrium.pool.ReplicaState;
import dev.atrium.pool.Replicas;
import dev.atrium.shared.Actor;
import dev.atrium.shared.Slug;
import dev.atrium.tenancy.Tenant;
import dev.atrium.tenancy.Tenants;
import dev.atrium.testing.TestKeycloak;
import jakarta.servlet.ServletContext;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page that there is, filled and empty, with its dialogs: no serious obstacle for readers with tools of their
 * own, and no scrolling sideways.
 */
class EveryPageIT {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Pattern PARAMETER = Pattern.compile(":([a-z]+)");
    private static final String CHAT = "{\"model\":\"library/atrium-tiny\",\"max_tokens\":4,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    /** Of the organization of who signed in: {@code /o/ada}. */
    private static String start = "";

    /** What stands in the addresses of pages; one that needs more is a new one, and belongs here. */
    private static final Map<String, String> PARAMETERS =
            Map.of("owner", "library", "model", "atrium-tiny", "name", "api");

    private static final Chromium.Look PHONE = new Chromium.Look(390, "en", false);

    @TempDir
    private static Path home;

    private static TestCluster cluster;
    private static Chromium chromium;

    private final PageCheck check = new PageCheck();

    @BeforeAll
    static void start() throws Exception {
        cluster = new TestCluster(home, TestKeycloak.settings());
        chromium = new Chromium(cluster.portalPort());
        await().atMost(START)
                .untilAsserted(() -> assertThat(cluster.bean(Replicas.class).all())
                        .isNotEmpty()
                        .extracting(Replica::state)
                        .containsOnly(ReplicaState.READY));
        start = chromium.signIn(TestKeycloak.people().getFirst()).url().replaceFirst(".*(/o/[^/?]+).*", "$1");
        call();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        cluster.close();
    }

    @AfterEach
    void nothingIsWrong() {
        assertThat(check.found()).isEmpty();
    }

    @Test
    void everyRouteSuitsEverybody() {
        var registry =
                ApplicationRouteRegistry.getInstance(new VaadinServletContext(cluster.bean(ServletContext.class)));
        var routes = registry.getRegisteredRoutes();
        assertThat(routes).isNotEmpty();

        routes.forEach(route -> assertThat(look("/" + address(route.getTemplate())))
                .as(route.getTemplate())
                .doesNotContain("There is nothing here"));
    }

    @Test
    void whatStandsBetweenPagesSuitsEverybody() {
        look("/there/is/nothing");
        look("/o/nobody-of-ours");
        look("/sign-in?failed=other");
    }

    /** Lists show less there, and differently. */
    @Test
    void listsOnAPhoneSuitEverybody() {
        for (var path : List.of("/keys", "/usage")) {
            var page = chromium.open(start + path, PHONE);
            page.waitForSelector("vaadin-grid-cell-content .key-cell:visible");
            check.look(page, "phone " + path);
            if (path.equals("/keys")) {
                assertThat(page.textContent(".key-cell")).contains("Last used", "Expires", "Made by");
            }
            page.context().close();
        }
    }

    @Test
    void dialogsSuitEverybody() {
        var page = open(start + "/keys");
        page.waitForSelector(".key-name");
        page.click("vaadin-button:has-text('Revoke') >> nth=0");
        page.waitForSelector(".confirmation input:focus");
        check.look(page, "confirmation");
        page.keyboard().press("Escape");
        page.click(".page-header vaadin-button");
        page.waitForSelector(".key-dialog input:focus");
        check.look(page, "new key");
        page.keyboard().type("laptop");
        page.keyboard().press("Enter");
        page.waitForSelector(".new-secret");
        check.look(page, "made key");
        page = open(start);
        page.keyboard().press("Control+k");
        page.waitForSelector(".command-palette input:focus");
        page.keyboard().type("k");
        page.waitForSelector("vaadin-combo-box-item");
        check.look(page, "palette");
        page = open(start);
        page.click("vaadin-button[aria-haspopup=menu]");
        page.waitForSelector("vaadin-context-menu-item");
        check.look(page, "settings");
        page = open(start);
        page.keyboard().press("?");
        page.waitForSelector(".shortcuts");
        check.look(page, "shortcuts");
    }

    @Test
    void answersOfModelsSuitEverybody() {
        var page = open(start + "/playground");
        page.waitForSelector(".playground-top .status:has-text('Ready')");
        var prompt = page.locator(".playground-columns > div:first-child textarea");
        prompt.fill("Hello, who are you?");
        prompt.press("Enter");
        page.waitForSelector(".chat-answer .figures-line:has-text('tokens out')");
        check.look(page, "chat");
        page.click("vaadin-button:has-text('View code')");
        page.waitForSelector("vaadin-dialog .code-tabs, vaadin-dialog-overlay .code-tabs");
        check.look(page, "code of a chat");
        page = open(start + "/playground?model=library/all-minilm-l6-v2");
        page.click("vaadin-button:has-text('Compare')");
        page.waitForSelector(".similarity td:has-text('1.00')");
        page.waitForSelector(".figures-line:has-text('tokens in')");
        check.look(page, "embeddings");
    }

    @Test
    void seesWhatIsWrong() {
        var page = open("/sign-in?failed=other");
        page.evaluate("() => { document.querySelector('h1').style.cssText = 'color: #999; width: 1000px';"
                + " document.querySelector('main').append(document.createElement('button')); }");
        var careful = new PageCheck();

        careful.look(page, "spoilt");

        assertThat(careful.found())
                .anyMatch(found -> found.startsWith("spoilt at 640 px scrolls sideways: "))
                .anyMatch(found -> found.startsWith("spoilt at 1280 px, LIGHT: color-contrast: h1 "))
                .anyMatch(found -> found.startsWith("spoilt at 390 px, DARK: button-name: button "));
    }

    /**
     * Somebody who was never here, with a name of emoji and of a script that runs from right to left: the sign-in
     * server's pages, then a start with nothing in it.
     */
    @Test
    void aNewcomersPagesSuitEverybody() {
        try (var newcomer = new Chromium(cluster.portalPort())) {
            var page = newcomer.open("/", Chromium.Look.ORDINARY);
            check.look(page, "sign-in");
            page.click("a[href*=registration]");
            page.waitForSelector("#firstName");
            check.look(page, "registration");
            FirstMinuteIT.fillRegistration(page);
            page.fill("#firstName", "\uD83D\uDD11".repeat(100));
            page.fill("#lastName", "\u0645\u0641\u062A\u0627\u062D \u202E\u0627\u0644\u0645\u0648\u0642\u0639");
            page.click("input[type=submit], button[type=submit]");
            page.waitForSelector("h1:has-text('Welcome')");
            check.look(page, "first home");
            page.click("vaadin-button:has-text('Make my key')");
            page.waitForSelector(".first-curl");
            page.waitForSelector(".call-row .status-busy");
            check.look(page, "first key");
            var organization = page.url();
            for (var path : List.of("/usage", "/keys")) {
                page.navigate(organization + path);
                page.waitForSelector("h1");
                check.look(page, "first " + path);
            }
        }
    }

    /** Returns the heading. */
    private String look(String address) {
        var page = open(address);
        check.look(page, address);
        var heading = page.textContent("h1");
        page.context().close();
        return heading;
    }

    private static Page open(String address) {
        var page = chromium.open(address, Chromium.Look.ORDINARY);
        page.waitForSelector(
                ".v-loading-indicator[style*=block]",
                new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
        return page;
    }

    private static String address(String template) {
        return PARAMETER.matcher(template).replaceAll(match -> {
            var name = match.group(1);
            return switch (name) {
                case "organization" -> start.substring("/o/".length());
                case "call" -> newestCall();
                default -> {
                    assertThat(PARAMETERS).as(template).containsKey(name);
                    yield PARAMETERS.getOrDefault(name, "");
                }
            };
        });
    }

    private static String newestCall() {
        return cluster.bean(UsageEvents.class)
                .of(payer().id(), null, 1)
                .getFirst()
                .id()
                .text();
    }

    /** One call, so that nothing is empty. */
    private static void call() {
        var key = cluster.bean(ApiKeys.class)
                .issue(new Actor.LocalOperator(), payer().id(), payer().defaultProject(), "website", null);
        var request = HttpRequest.newBuilder(cluster.gateway("/v1/chat/completions"))
                .header("authorization", "Bearer " + key.secret().spelled())
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(CHAT))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            await().atMost(START) // until the gateway knows the key
                    .until(() -> http.send(request, HttpResponse.BodyHandlers.ofString())
                                    .statusCode()
                            == 200);
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !cluster.bean(UsageEvents.class)
                        .of(payer().id(), null, 1)
                        .isEmpty());
    }

    private static Tenant payer() {
        return cluster.bean(Tenants.class)
                .bySlug(new Slug(start.substring("/o/".length())))
                .orElseThrow();
    }
}
