package dev.atrium.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.atrium.TestRoles;
import dev.atrium.keys.ApiKeys;
import dev.atrium.shared.Actor;
import dev.atrium.shared.Slug;
import dev.atrium.tenancy.Tenants;
import dev.atrium.testing.TestKeycloak;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationContext;

/** Pictures of every page, to be looked at: {@code ./atrium screenshots}. */
@Tag("screenshots")
class ScreenshotsIT {

    private static final Path FOLDER = Path.of("target/screenshots");
    private static final Map<String, String> PAGES =
            Map.of("kit", "/kit", "not-found", "/docs/nothing", "guide", "/docs/api", "home", "/");

    private static final Map<String, String> OF_ORGANIZATION =
            Map.of("models", "/models", "playground", "/playground", "usage", "/usage");

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
            fillKeys(portal.context(), new Slug(organization.substring("/o/".length())));
            new MadeUsage(organization.substring("/o/".length())).make();
            for (var look : Chromium.Look.all()) {
                PAGES.forEach((name, path) -> take(chromium, path, look, name));
                OF_ORGANIZATION.forEach((name, path) -> take(chromium, organization + path, look, name));
                takeDialogs(chromium, look);
                takeKeys(chromium, organization, look);
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

    /** Names as people give them, and as nobody should. */
    private static void fillKeys(ApplicationContext portal, Slug slug) {
        var tenant = portal.getBean(Tenants.class).bySlug(slug).orElseThrow();
        var keys = portal.getBean(ApiKeys.class);
        var operator = new Actor.LocalOperator();
        for (var name : List.of(
                "\uD83D\uDD11".repeat(80),
                "\u0645\u0641\u062A\u0627\u062D \u202E\u0627\u0644\u0645\u0648\u0642\u0639",
                "website",
                "revoked")) {
            keys.issue(operator, tenant.id(), tenant.defaultProject(), name, null);
        }
        keys.revoke(
                operator, tenant.id(), keys.of(tenant.id(), null, 1).getFirst().id());
    }

    private static void takeKeys(Chromium chromium, String organization, Chromium.Look look) {
        take(chromium, organization + "/keys", look, "keys");
        var page = chromium.open(organization + "/keys", look);
        page.click(".page-header vaadin-button");
        page.waitForSelector("vaadin-text-field input:focus");
        page.waitForTimeout(400);
        shoot(page, "key-dialog", look, false);
        page.keyboard().type("laptop");
        page.keyboard().press("Enter");
        page.waitForSelector(".new-secret");
        page.waitForTimeout(400);
        shoot(page, "key-made", look, false);
        page.navigate(page.url().replace("/keys", ""));
        page.click(".first-key vaadin-button");
        page.waitForSelector(".new-secret");
        page.waitForTimeout(400);
        shoot(page, "first-key", look, true);
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
