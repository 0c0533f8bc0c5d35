package dev.atrium.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.TestRoles;
import dev.atrium.keys.ApiKey;
import dev.atrium.keys.ApiKeys;
import dev.atrium.shared.Actor;
import dev.atrium.shared.Slug;
import dev.atrium.tenancy.Tenants;
import dev.atrium.testing.TestKeycloak;
import dev.atrium.testing.TestMySql;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationContext;

/** Somebody in a real browser who asks what was used, down to one call. */
class UsageInBrowserIT {

    @Test
    void leadsFromAllUsageToOneCallAndItsFile(@TempDir Path home) throws Exception {
        try (var portal = TestRoles.start(home, "portal", TestKeycloak.settings());
                var chromium = new Chromium(portal.portalPort())) {
            var start = chromium.signIn(TestKeycloak.people().getFirst());
            var slug = start.url().replaceAll(".*/o/([a-z0-9-]+).*", "$1");
            new MadeUsage(TestMySql.db(), slug, key(portal.context(), new Slug(slug))).make();

            var page = chromium.open("/o/" + slug + "/usage", Chromium.Look.ORDINARY);
            page.waitForSelector("echart-panel svg");
            var file = page.waitForDownload(() -> page.click("a:has-text('Download CSV')"));

            assertThat(file.suggestedFilename()).startsWith("usage-" + slug).endsWith(".csv");
            assertThat(Files.readString(file.path()))
                    .startsWith("\uFEFF\"Day\",\"Model\",\"Cost\"")
                    .contains("acme/support");
            assertThat(page.textContent("#content")).contains("website (atr_live_");

            page.click("a[href*='/usage/evt_'] >> nth=0");
            page.waitForSelector(".timeline-bar");
            assertThat(page.url()).contains("/o/" + slug + "/usage/evt_");
            assertThat(chromium.complaints).isEmpty();
        }
    }

    private static ApiKey key(ApplicationContext portal, Slug slug) {
        var tenant = portal.getBean(Tenants.class).bySlug(slug).orElseThrow();
        return portal.getBean(ApiKeys.class)
                .issue(new Actor.LocalOperator(), tenant.id(), tenant.defaultProject(), "website", null)
                .key();
    }
}
