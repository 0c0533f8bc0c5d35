package dev.atrium.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import dev.atrium.launcher.FirstPerson;
import dev.atrium.testing.TestKeycloak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The browser of this machine. Without one a test fails, unless ATRIUM_SKIP_BROWSER=1 says that this is known. */
public final class Chromium implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;
    private final String portal;
    /** What pages complained of, violations of the content policy included. */
    final List<String> complaints = new ArrayList<>();

    /** Runs in each new page before its own scripts. */
    String script = "";

    /** Cookies of who signed in, or null for a reader who was never here. */
    private @Nullable String session;

    public Chromium(int portalPort) {
        assumeFalse(isSkipped(), "ATRIUM_SKIP_BROWSER=1: no browser test runs");
        assertThat(Files.isExecutable(PROGRAM))
                .as("%s is missing. Install Chromium, or set ATRIUM_SKIP_BROWSER=1 to do without.", PROGRAM)
                .isTrue();
        portal = "http://127.0.0.1:" + portalPort;
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(PROGRAM)
                        .setArgs(QUIET));
    }

    /** Whether somebody said that there is none. */
    public static boolean isSkipped() {
        return "1".equals(System.getenv("ATRIUM_SKIP_BROWSER"));
    }

    /** Signs somebody in at Keycloak; all pages that are opened later are theirs. */
    public Page signIn(FirstPerson person) throws IOException {
        TestKeycloak.server().configure(List.of(portal), true, FirstPerson.DEMO);
        var page = open("/", Look.ORDINARY);
        page.fill("#username", person.email());
        page.fill("#password", TestKeycloak.password(person));
        page.click("#kc-login");
        page.waitForSelector("vaadin-app-layout h1");
        session = page.context().storageState();
        return page;
    }

    /** An empty cache, and the cookies of whoever signed in. */
    BrowserContext context(Look look) {
        return browser.newContext(new Browser.NewContextOptions()
                .setStorageState(session)
                .setViewportSize(look.width(), look.height())
                .setLocale(look.language())
                .setTimezoneId("Europe/Berlin")
                .setColorScheme(look.isDark() ? ColorScheme.DARK : ColorScheme.LIGHT));
    }

    String address(String path) {
        return portal + path;
    }

    /** A page as it is for whoever signed in, else for a reader who was never here. */
    Page open(String path, Look look) {
        var page = context(look).newPage();
        page.addInitScript(script);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(address(path));
        page.waitForSelector("h1");
        return page;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    /** How a reader sees. */
    record Look(int width, String language, boolean isDark) {

        private static final int NARROW = 390;

        static final Look ORDINARY = new Look(1_280, "en", false);

        int height() {
            return width == NARROW ? 844 : 800;
        }

        String fileName() {
            return "%d-%s-%s".formatted(width, language, isDark ? "dark" : "light");
        }

        static List<Look> all() {
            var all = new ArrayList<Look>();
            for (int width : List.of(1_280, NARROW)) {
                for (var language : List.of("en", "zh-CN")) {
                    all.add(new Look(width, language, false));
                    all.add(new Look(width, language, true));
                }
            }
            return all;
        }
    }
}
