package dev.atrium.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.atrium.TestCluster;
import dev.atrium.launcher.FirstPerson;
import dev.atrium.pool.Replica;
import dev.atrium.pool.ReplicaState;
import dev.atrium.pool.Replicas;
import dev.atrium.shared.Uuids;
import dev.atrium.testing.TestKeycloak;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A newcomer's first minute with all of Atrium: register at Keycloak, make a key, run the call that the page shows, see
 * it arrive. {@code ./atrium test first-minute} prints what it took.
 */
class FirstMinuteIT {

    private static final Path FIGURES = Path.of("target/first-minute");
    private static final int CLICKS_MOST = 4;
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String GREEN = ".call-row .status-good:has-text('Your first call arrived')";

    @TempDir
    private static Path home;

    private static TestCluster cluster;

    private Chromium chromium;
    private int clicks;

    @BeforeAll
    static void start() throws IOException {
        Files.deleteIfExists(FIGURES);
        cluster = new TestCluster(home, TestKeycloak.settings());
        await().atMost(START)
                .untilAsserted(() -> assertThat(cluster.bean(Replicas.class).all())
                        .isNotEmpty()
                        .extracting(Replica::state)
                        .containsOnly(ReplicaState.READY));
        TestKeycloak.server().configure(List.of("http://127.0.0.1:" + cluster.portalPort()), true, FirstPerson.DEMO);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void openBrowser() {
        chromium = new Chromium(cluster.portalPort());
    }

    @AfterEach
    void closeBrowser() {
        chromium.close();
    }

    @Test
    void aNewcomerHasAMeteredCallWithinAMinute() throws Exception {
        var start = System.nanoTime();
        var page = register();
        click(page, "vaadin-button:has-text('Make my key')");
        page.waitForSelector(".first-curl");
        page.waitForSelector(".call-row .status-busy:has-text('Waiting for your first call')");

        var answer = shell(page.textContent(".first-curl .copy-field-text"));
        assertThat(answer).contains("\"usage\"");
        awaitGreen(page);
        var took = Duration.ofNanos(System.nanoTime() - start);

        assertThat(page.textContent(".call-row .status-reason"))
                .matches("library/[a-z0-9-]+@v1 · \\d+ tokens · .+ · \\$0\\.0\\d+");
        assertThat(page.isVisible(".new-secret")).isTrue();
        assertThat(chromium.complaints).isEmpty();
        Files.writeString(FIGURES, "first-minute clicks=%d seconds=%.1f".formatted(clicks, took.toMillis() / 1e3));
        assertThat(clicks).isLessThanOrEqualTo(CLICKS_MOST);
        assertThat(took).isLessThan(LONGEST);
    }

    @Test
    void aWrongModelTurnsTheRowRedAndARightOneGreen() throws Exception {
        var page = register();
        click(page, "vaadin-button:has-text('Make my key')");
        page.waitForSelector(".first-curl");
        var call = page.textContent(".first-curl .copy-field-text");

        shell(call.replaceAll("library/[a-z0-9-]+", "library/nothing"));
        page.waitForSelector(".call-row .status-bad");

        assertThat(page.textContent(".call-row .status-reason"))
                .isEqualTo("No model has that name, or your organization may not call it.");
        assertThat(page.textContent(".call-row .status-next"))
                .startsWith("Compare the name with the page of models, or list what you may call: GET /v1/models.");
        shell(call);
        awaitGreen(page);
        page.reload();
        page.waitForSelector(".stat:has-text('Calls today')");
        page.waitForSelector("vaadin-grid-cell-content:has-text('library/')");
        assertThat(chromium.complaints).isEmpty();
    }

    @Test
    void theFirstMinuteNeedsNoMouse() throws Exception {
        var page = chromium.open("/", Chromium.Look.ORDINARY);
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        var mark = Uuids.toHex(Uuids.next()).substring(20);
        Keyboard.tabTo(page, "a[href*=registration]");
        page.keyboard().press("Enter");
        page.waitForSelector("#firstName");
        type(page, "#firstName", "Noor");
        type(page, "#lastName", mark);
        type(page, "#email", mark + "@example.com");
        type(page, "#password", "correct horse battery");
        type(page, "#password-confirm", "correct horse battery");
        page.keyboard().press("Enter");

        page.waitForSelector("h1:has-text('Welcome, ')");
        Keyboard.tabTo(page, ".first-key vaadin-button");
        page.keyboard().press("Enter");
        page.waitForSelector(".first-curl");
        Keyboard.tabTo(page, ".first-curl vaadin-button");
        page.keyboard().press("Enter");
        page.waitForSelector("#announcements:has-text('Copied')");
        assertThat(shell((String) page.evaluate("() => navigator.clipboard.readText()")))
                .contains("\"usage\"");

        awaitGreen(page);
    }

    @Test
    void aRevocationIsShownOnceItIsInForce() throws Exception {
        var page = register();
        click(page, "vaadin-button:has-text('Make my key')");
        var call = page.textContent(".first-curl .copy-field-text");
        page.waitForSelector("vaadin-side-nav-item:has-text('API keys')").click();
        page.waitForSelector("h1:has-text('API keys')");

        page.click("vaadin-button:has-text('Revoke')");
        page.fill("vaadin-text-field input", "First key");
        page.focus("vaadin-button:has-text('Cancel')");
        page.keyboard().press("Enter");
        page.waitForSelector(".confirmation", hidden());
        assertThat(page.isVisible(".revocation-reach")).isFalse();
        page.click("vaadin-button:has-text('Revoke')");
        page.fill("vaadin-text-field input", "First key");
        page.click("vaadin-button:has-text('Revoke key')");
        page.waitForSelector(".revocation-reach:has-text('In force on 1 of 1 gateways.')");

        assertThat(shell(call)).contains("\"revoked_api_key\"");
        assertThat(page.textContent(".key-name")).isEqualTo("First key");
        assertThat(chromium.complaints).isEmpty();
    }

    @Test
    void aKeyIsRevokedWithoutAMouse() {
        var page = register();
        click(page, "vaadin-button:has-text('Make my key')");
        page.waitForSelector(".first-curl");
        page.keyboard().press("Control+k");
        page.waitForSelector(".command-palette input:focus");
        page.keyboard().type("API k");
        page.waitForSelector("vaadin-combo-box-item:has-text('API keys')");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        page.waitForSelector("h1:has-text('API keys')");
        page.waitForSelector(".key-name");

        Keyboard.tabTo(page, "vaadin-grid");
        Keyboard.assertFocusIsVisible(page);
        page.keyboard().press("Tab");
        page.keyboard().press("End");
        page.keyboard().press("Enter");
        Keyboard.tabTo(page, "vaadin-button[aria-label='Revoke First key']");
        Keyboard.assertFocusIsVisible(page);
        page.keyboard().press("Enter");
        page.waitForSelector(".confirmation input:focus");
        Keyboard.assertFocusIsVisible(page);
        page.keyboard().type("First key");
        page.keyboard().press("Enter");

        page.waitForSelector(".revocation-reach:has-text('In force on 1 of 1 gateways.')");
    }

    private Page register() {
        var page = chromium.open("/", Chromium.Look.ORDINARY);
        click(page, "a[href*=registration]");
        fillRegistration(page);
        click(page, "input[type=submit], button[type=submit]");
        page.waitForSelector("h1:has-text('Welcome, ')");
        return page;
    }

    private static Page.WaitForSelectorOptions hidden() {
        return new Page.WaitForSelectorOptions().setState(WaitForSelectorState.HIDDEN);
    }

    /** As somebody whom nobody knows. */
    static void fillRegistration(Page page) {
        var mark = Uuids.toHex(Uuids.next()).substring(20);
        page.fill("#firstName", "Noor");
        page.fill("#lastName", mark);
        page.fill("#email", mark + "@example.com");
        page.fill("#password", "correct horse battery");
        page.fill("#password-confirm", "correct horse battery");
    }

    private static void type(Page page, String field, String text) {
        Keyboard.tabTo(page, field);
        page.keyboard().type(text);
    }

    private static void awaitGreen(Page page) {
        try {
            page.waitForSelector(GREEN);
        } catch (TimeoutError e) {
            throw new AssertionError("the row says: " + page.textContent(".call-row"), e);
        }
    }

    private void click(Page page, String what) {
        clicks++;
        page.click(what);
    }

    /** Runs what the page shows as a reader's shell would. */
    static String shell(String command) throws IOException, InterruptedException {
        var shell = new ProcessBuilder("bash", "-c", command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
