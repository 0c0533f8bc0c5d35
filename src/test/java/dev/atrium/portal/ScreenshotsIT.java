package dev.atrium.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atrium.TestCluster;
import dev.atrium.keys.ApiKey;
import dev.atrium.keys.ApiKeys;
import dev.atrium.keys.IssuedKey;
import dev.atrium.pool.Replica;
import dev.atrium.pool.ReplicaState;
import dev.atrium.pool.Replicas;
import dev.atrium.shared.Actor;
import dev.atrium.shared.Slug;
import dev.atrium.tenancy.Tenant;
import dev.atrium.tenancy.Tenants;
import dev.atrium.testing.TestKeycloak;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Pictures of every page in the states that it has, to be looked at: {@code ./atrium screenshots}. Of some looks only
 * with {@code -Dlooks=390-zh,1280-en-light}.
 */
@Tag("screenshots")
class ScreenshotsIT {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Actor OPERATOR = new Actor.LocalOperator();
    private static final String NEW_KEY = ".page-header vaadin-button";

    private static final List<Chromium.Look> LOOKS = Chromium.Look.all().stream()
            .filter(look -> Stream.of(System.getProperty("looks", "").split(","))
                    .anyMatch(wanted -> look.fileName().startsWith(wanted)))
            .toList();

    @TempDir
    private static Path home;

    private static TestCluster cluster;
    private static Chromium chromium;

    /** Of the organization of who signed in: {@code /o/ada}. */
    private static String start = "";

    @BeforeAll
    static void start() throws IOException {
        var settings = Stream.concat(Stream.of("--atrium.portal.kit=true"), Stream.of(TestKeycloak.settings()));
        cluster = new TestCluster(home, settings.toArray(String[]::new));
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
    void takesPicturesOfAllPages() throws Exception {
        open("/sign-in?failed=other").forEach(reader -> reader.take("sign-in-failed"));
        start = chromium.signIn(TestKeycloak.people().getFirst()).url().replaceFirst(".*(/o/[^/?]+).*", "$1");
        var readers = open(start);
        readers.forEach(ScreenshotsIT::takeBefore);
        takeFirstCall(readers);
        readers.forEach(ScreenshotsIT::takeKeys);
        new MadeUsage(cluster.bean(JdbcClient.class), organization().slug().value(), fillKeys()).make();
        readers.forEach(
                reader -> reader.go(start).see(".figures .stat").see(".news").takeWhole("home"));
        addOddKeys();
        readers.forEach(ScreenshotsIT::takeAfter);
        assertThat(Pictures.FOLDER.resolve("usage-" + LOOKS.getFirst().fileName() + ".png"))
                .isNotEmptyFile();
    }

    private static List<Pictures> open(String path) {
        return LOOKS.stream()
                .map(look -> new Pictures(chromium.open(path, look), look))
                .toList();
    }

    /** Nobody called anything yet. */
    private static void takeBefore(Pictures reader) {
        reader.takeWhole("home-empty");
        reader.go(start + "/keys").see(".empty-state").take("keys-empty");
        reader.go(start + "/usage").see(".empty-state").takeWhole("usage-empty");
        reader.go(start + "/playground").see(".playground-top .status").take("playground-empty");
        reader.go(start + "/models").see(".model-tile").takeWhole("models");
        reader.go(start + "/models/library/atrium-tiny").see(".facts").takeWhole("model");
        reader.go("/docs/nothing").take("not-found");
        reader.go("/docs/api").take("guide");
        reader.go("/kit").see("echart-panel svg").takeWhole("kit");
        reader.page().keyboard().press("Control+k");
        reader.see(".command-palette input:focus").take("palette");
        reader.go(start)
                .click("vaadin-button[aria-haspopup=menu]")
                .see("vaadin-context-menu-item")
                .take("settings");
    }

    /** All readers look at the same first call: none, a wrong one, a right one. */
    private static void takeFirstCall(List<Pictures> readers) throws Exception {
        for (var reader : readers) {
            reader.page().reload();
            reader.click(".first-key vaadin-button").see(".first-curl").takeWhole("home-waiting");
        }
        var call = readers.getFirst().page().textContent(".first-curl .copy-field-text");
        FirstMinuteIT.shell(call.replaceAll("library/[a-z0-9-]+", "library/nothing"));
        readers.forEach(reader -> reader.see(".call-row .status-bad").takeWhole("home-red"));
        FirstMinuteIT.shell(call);
        readers.forEach(reader -> reader.see(".call-row .status-good").takeWhole("home-green"));
    }

    private static void takeKeys(Pictures reader) {
        reader.go(start + "/keys").click(NEW_KEY).see("vaadin-text-field input:focus");
        reader.take("key-dialog");
        reader.page().keyboard().type("laptop");
        reader.page().keyboard().press("Enter");
        reader.see(".new-secret").take("key-made");
        reader.go(start + "/keys")
                .click("vaadin-grid-cell-content vaadin-button >> nth=0")
                .see(".confirmation input")
                .take("key-revoke");
    }

    /** Names as people give them. Returns the one whose calls are made up. */
    private static ApiKey fillKeys() {
        var tenant = organization();
        var keys = cluster.bean(ApiKeys.class);
        keys.of(tenant.id(), null, 100).forEach(key -> keys.revoke(OPERATOR, tenant.id(), key.id()));
        issue("night job");
        return issue("website").key();
    }

    /** Names as nobody should give them. */
    private static void addOddKeys() {
        issue("\uD83D\uDD11".repeat(80));
        issue("\u0645\u0641\u062A\u0627\u062D \u202E\u0627\u0644\u0645\u0648\u0642\u0639");
    }

    private static IssuedKey issue(String name) {
        var tenant = organization();
        return cluster.bean(ApiKeys.class).issue(OPERATOR, tenant.id(), tenant.defaultProject(), name, null);
    }

    private static void takeAfter(Pictures reader) {
        reader.go(start + "/keys").see(".key-name").take("keys");
        reader.go(start + "/usage").see("echart-panel svg").takeWhole("usage");
        reader.click("a[href*='/usage/evt_'] >> nth=0").see(".timeline-bar").takeWhole("call");
        reader.go(start + "/playground").see(".playground-top .status-good");
        var prompt = reader.page().locator(".playground-columns > div:first-child textarea");
        prompt.fill("Hello, who are you?");
        prompt.press("Enter");
        reader.see(".chat-answer .figures-line").take("playground-chat");
        reader.go(start + "/playground?model=library/all-minilm-l6-v2")
                .click(".embeddings-pane vaadin-button >> nth=0")
                .see(".similarity td")
                .see(".figures-line")
                .take("playground-embeddings");
    }

    private static Tenant organization() {
        return cluster.bean(Tenants.class)
                .bySlug(new Slug(start.substring("/o/".length())))
                .orElseThrow();
    }
}
