package dev.atrium.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import dev.atrium.TestCluster;
import dev.atrium.keys.ApiKeys;
import dev.atrium.metering.UsageEvents;
import dev.atrium.metering.UsageSource;
import dev.atrium.pool.Replica;
import dev.atrium.pool.ReplicaState;
import dev.atrium.pool.Replicas;
import dev.atrium.shared.Slug;
import dev.atrium.tenancy.Tenant;
import dev.atrium.tenancy.Tenants;
import dev.atrium.testing.TestKeycloak;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person finds a model and tries it, in a real browser and through everything there is. */
class PlaygroundIT {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Path PICTURES = Path.of("target/screenshots");

    @TempDir
    private static Path home;

    private static TestCluster cluster;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws IOException {
        cluster = new TestCluster(home, TestKeycloak.settings());
        chromium = new Chromium(cluster.portalPort());
        await().atMost(START)
                .untilAsserted(() -> assertThat(cluster.bean(Replicas.class).all())
                        .isNotEmpty()
                        .extracting(Replica::state)
                        .containsOnly(ReplicaState.READY));
    }

    @AfterAll
    static void stop() {
        chromium.close();
        cluster.close();
    }

    @Test
    void aModelIsFoundTriedAndMetered() throws IOException {
        var page = chromium.signIn(TestKeycloak.people().getFirst());
        var organization = page.url().replaceFirst(".*/o/([^/?]+).*", "$1");

        page.click("vaadin-side-nav-item:has-text('Models')");
        page.waitForSelector(".model-tile:has-text('library/all-minilm-l6-v2'):has-text('Ready')");
        picture(page, "models");
        page.click("a:has-text('library/all-minilm-l6-v2')");
        page.waitForSelector(".markdown h2:has-text('all-MiniLM-L6-v2, quantized')");
        assertThat(page.textContent(".code-tabs"))
                .contains(cluster.gateway("/v1/embeddings").toString());
        picture(page, "model");
        page.click("a:has-text('Try it')");
        page.click("vaadin-button:has-text('Compare')");
        page.waitForSelector(".similarity td:has-text('1.00')");
        page.waitForSelector(".figures-line:has-text('tokens in')");
        picture(page, "playground-embeddings");

        assertThat(page.querySelectorAll(".similarity td")).hasSize(9);
        assertMetered(organization);
        assertThat(chromium.complaints).isEmpty();
    }

    private static void assertMetered(String slug) {
        var payer = tenant(slug);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(cluster.bean(UsageEvents.class).of(payer.id(), null, 10))
                        .isNotEmpty()
                        .allSatisfy(event -> {
                            assertThat(event.usage().source()).isEqualTo(UsageSource.PLAYGROUND);
                            assertThat(event.usage().person()).isNotNull();
                            assertThat(event.usage().key()).isNull();
                        }));
        assertThat(cluster.bean(ApiKeys.class).of(payer.id(), null, 10)).isEmpty();
    }

    private static Tenant tenant(String slug) {
        return cluster.bean(Tenants.class).bySlug(new Slug(slug)).orElseThrow();
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }
}
