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
import dev.atrium.shared.Uuids;
import dev.atrium.tenancy.Tenant;
import dev.atrium.tenancy.Tenants;
import dev.atrium.testing.TestKeycloak;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A person finds a model and tries it, in a real browser and through everything there is. */
class PlaygroundIT {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Path PICTURES = Path.of("target/screenshots");

    private static final String PROMPT = ".playground-columns > div:first-child textarea";

    @TempDir
    private static Path home;

    private static TestCluster cluster;
    private static Chromium chromium;

    /** Of the organization of who signed in: {@code /o/ada}. */
    private static String start = "";

    @BeforeAll
    static void start() throws IOException {
        cluster = new TestCluster(home, TestKeycloak.settings());
        chromium = new Chromium(cluster.portalPort());
        await().atMost(START)
                .untilAsserted(() -> assertThat(cluster.bean(Replicas.class).all())
                        .isNotEmpty()
                        .extracting(Replica::state)
                        .containsOnly(ReplicaState.READY));
        start = chromium.signIn(TestKeycloak.people().getFirst()).url().replaceFirst(".*(/o/[^/?]+).*", "$1");
    }

    @AfterAll
    static void stop() {
        chromium.close();
        cluster.close();
    }

    @Test
    void aModelIsFoundTriedAndMetered() {
        var page = chromium.open(start, Chromium.Look.ORDINARY);

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
        assertMetered(start.substring("/o/".length()));
        assertThat(chromium.complaints).isEmpty();
    }

    @Test
    void aChatStreamsAndIsSentWithEnter() {
        var page = chromium.open(start, Chromium.Look.ORDINARY);
        page.click("vaadin-side-nav-item:has-text('Playground')");
        page.waitForSelector(".playground-top .status:has-text('Ready')");
        assertThat(page.inputValue(".model-picker input")).isEqualTo("library/atrium-tiny");

        var prompt = page.locator(PROMPT);
        prompt.fill("Hello, who are you?");
        prompt.dispatchEvent(
                "keydown",
                Map.of("key", "Enter", "code", "Enter", "isComposing", true, "bubbles", true, "composed", true));
        page.waitForTimeout(500);
        assertThat(page.querySelectorAll(".chat-question"))
                .as("a word was composed")
                .isEmpty();
        prompt.press("Enter");
        page.waitForSelector(".chat-answer .figures-line:has-text('tokens out')");

        assertThat(page.textContent(".chat-question")).contains("Hello, who are you?");
        assertThat(page.textContent(".chat-answer .markdown")).isNotBlank();
        assertThat(prompt.inputValue()).isEmpty();
        picture(page, "playground-chat");
        assertThat(chromium.complaints).isEmpty();
    }

    @Test
    void aChatNeedsNoMouse() {
        var page = chromium.open(start, Chromium.Look.ORDINARY);
        Keyboard.tabTo(page, "vaadin-side-nav-item[path$='/playground']");
        Keyboard.assertFocusIsVisible(page);
        page.keyboard().press("Enter");
        page.waitForSelector(".playground-top .status:has-text('Ready')");

        Keyboard.tabTo(page, PROMPT);
        page.keyboard().type("Hello, who are you?");
        page.keyboard().press("Enter");
        page.waitForSelector(".chat-answer .figures-line:has-text('tokens out')");
        assertThat(page.isVisible(PROMPT + ":focus")).isTrue();
        var code = ".playground-columns .page-header-actions > vaadin-button:last-child";
        Keyboard.tabTo(page, code);
        Keyboard.assertFocusIsVisible(page);
        page.keyboard().press("Enter");
        page.waitForSelector(".code-dialog:focus-within .code-tabs");
        page.keyboard().press("Escape");
        page.waitForSelector(code + ":focus");
        Keyboard.tabTo(page, ".model-picker input");
        Keyboard.assertFocusIsVisible(page);
        page.keyboard().press("Control+a");
        page.keyboard().type("minilm");
        page.waitForSelector("vaadin-combo-box-item:has-text('library/all-minilm-l6-v2')");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");

        page.waitForSelector("vaadin-button:has-text('Compare')");
        assertThat(page.url()).endsWith("/playground?model=library%2Fall-minilm-l6-v2");
        assertThat(chromium.complaints).isEmpty();
    }

    @Test
    void whileTheGatewayIsAwayNothingTypedIsLost() {
        var page = chromium.open(start + "/playground?model=library/atrium-tiny", Chromium.Look.ORDINARY);
        page.waitForSelector(".playground-top .status:has-text('Ready')");
        var prompt = page.locator(PROMPT);
        cluster.stopGateway();
        try {
            prompt.fill("Hello, who are you?");
            prompt.press("Enter");

            page.waitForSelector(
                    ".failure-note:has-text('The gateway does not answer.'):has-text('What you typed is still here')");
            assertThat(prompt.inputValue()).isEqualTo("Hello, who are you?");
        } finally {
            cluster.startGateway();
        }
        await().pollInSameThread().atMost(Duration.ofSeconds(20)).until(() -> {
            if (!prompt.inputValue().isEmpty()) {
                prompt.press("Enter");
            }
            page.waitForTimeout(500);
            return page.isVisible(".chat-answer .figures-line:has-text('tokens out')");
        });
        assertThat(page.isVisible(".failure-note")).isFalse();
    }

    @Test
    void thePagesFitAPhoneInChineseAndDark() {
        var pages = Map.of(
                "/models", "models",
                "/models/library/atrium-tiny", "model",
                "/playground", "playground",
                "/playground?model=library/all-minilm-l6-v2", "playground-embeddings");

        pages.forEach((path, name) -> {
            var page = chromium.open(start + path, new Chromium.Look(390, "zh-CN", true));
            await().pollInSameThread()
                    .atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(
                                    page.evaluate("() => document.getElementById('content').scrollWidth - innerWidth"))
                            .as(path)
                            .asInstanceOf(InstanceOfAssertFactories.INTEGER)
                            .isLessThanOrEqualTo(0));
            picture(page, name + "-390-zh-dark");
            page.context().close();
        });
        assertThat(chromium.complaints).isEmpty();
    }

    @Test
    void withoutTheDatabaseAPageSaysSoAndComesBack() {
        cluster.stopMySql();
        Page page;
        try {
            page = chromium.open(start + "/usage", new Chromium.Look(1_280, "zh-CN", false));
            page.waitForSelector("h1:has-text('数据库没有响应')");
            picture(page, "database-away-1280-zh");
        } finally {
            cluster.startMySql();
        }

        page.click("vaadin-button:has-text('重试')");

        page.waitForSelector("h1:has-text('用量')");
        chromium.complaints.clear(); // of the status and of the connection
    }

    /** Whoever leaves an organization with a page open is shown nothing of it any more. */
    @Test
    void whoLeftIsNotShownAnAnswer() {
        var page = chromium.open(start + "/playground?model=library/all-minilm-l6-v2", Chromium.Look.ORDINARY);
        page.waitForSelector("vaadin-button:has-text('Compare')");
        page.waitForTimeout(2_500); // of trust
        var member = cluster.bean(JdbcClient.class)
                .sql("SELECT person_id FROM member WHERE tenant_id = :tenant")
                .param(
                        "tenant",
                        Uuids.toBytes(
                                tenant(start.substring("/o/".length())).id().value()))
                .query((row, _) -> row.getBytes(1))
                .single();
        var other = Uuids.toBytes(Uuids.next());
        replace(member, other);
        try {
            page.click("vaadin-button:has-text('Compare')");

            page.waitForSelector("h1:has-text('There is nothing here')");
            assertThat(page.querySelectorAll(".similarity")).isEmpty();
        } finally {
            replace(other, member);
        }
    }

    private static void replace(byte[] member, byte[] by) {
        cluster.bean(JdbcClient.class)
                .sql("UPDATE member SET person_id = :by WHERE person_id = :member")
                .param("by", by)
                .param("member", member)
                .update();
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
