package dev.atrium.portal;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import dev.atrium.TestCluster;
import dev.atrium.keys.ApiKeys;
import dev.atrium.pool.ReplicaState;
import dev.atrium.pool.Replicas;
import dev.atrium.shared.Actor;
import dev.atrium.shared.Slug;
import dev.atrium.tenancy.Tenants;
import dev.atrium.testing.TestKeycloak;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a reader's browser fetches for each page, and how long until the page can be used. */
public final class PageLoads implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);

    /** When the content is there and Vaadin waits for the reader; in ms since the navigation began. */
    private static final String USABLE = """
            what => {
                const clients = Object.values(window.Vaadin?.Flow?.clients ?? {}).filter(client => client.isActive);
                return document.querySelector(what)?.checkVisibility() && clients.length > 0
                    && clients.every(client => !client.isActive()) && performance.now();
            }""";

    private static final String PAINTED =
            "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0";

    private final TestCluster cluster;
    private final Chromium chromium;
    private final String start;

    /**
     * One load of a page.
     *
     * @param bytes    over the wire, headers included, compressed as they were
     * @param files    what was not answered by the browser's cache: paths, and bytes of each
     * @param painted  ms until anything was seen
     * @param usable   ms until the content was there and the page took input
     */
    public record Load(long bytes, Map<String, Long> files, double painted, double usable) {}

    /** The same page in a browser that was never here, and once more. */
    public record Both(Load cold, Load warm) {}

    /** @param home an empty folder */
    public PageLoads(Path home) throws IOException {
        cluster = new TestCluster(home, TestKeycloak.settings());
        chromium = new Chromium(cluster.portalPort());
        Awaitility.await()
                .atMost(START)
                .until(() -> !cluster.bean(Replicas.class).all().isEmpty()
                        && cluster.bean(Replicas.class).all().stream()
                                .allMatch(replica -> replica.state() == ReplicaState.READY));
        start = chromium.signIn(TestKeycloak.people().getFirst()).url().replaceFirst(".*(/o/[^/?]+).*", "$1");
        var slug = start.substring("/o/".length());
        var tenant = cluster.bean(Tenants.class).bySlug(new Slug(slug)).orElseThrow();
        var key = cluster.bean(ApiKeys.class)
                .issue(new Actor.LocalOperator(), tenant.id(), tenant.defaultProject(), "website", null)
                .key();
        new MadeUsage(cluster.bean(JdbcClient.class), slug, key).make();
    }

    /** Names of the pages, in the order of the navigation, each with where it is and what is seen there. */
    public Map<String, Map.Entry<String, String>> pages() {
        var pages = new LinkedHashMap<String, Map.Entry<String, String>>();
        pages.put("home", Map.entry(start, ".figures .stat"));
        pages.put("playground", Map.entry(start + "/playground", ".playground-columns textarea"));
        pages.put("models", Map.entry(start + "/models", ".model-tile"));
        pages.put("model", Map.entry(start + "/models/library/atrium-tiny", ".model-columns .markdown"));
        pages.put("keys", Map.entry(start + "/keys", ".key-name"));
        pages.put("usage", Map.entry(start + "/usage", "echart-panel"));
        return pages;
    }

    public Both load(Map.Entry<String, String> page) {
        try (var context = chromium.context(Chromium.Look.ORDINARY)) {
            var browser = context.newPage();
            return new Both(load(browser, page), load(browser, page));
        }
    }

    private Load load(Page browser, Map.Entry<String, String> page) {
        var traffic = new Traffic(browser.context().newCDPSession(browser));
        browser.navigate(chromium.address(page.getKey()));
        var usable = (Number) browser.waitForFunction(USABLE, page.getValue()).jsonValue();
        var painted = (Number) browser.evaluate(PAINTED);
        return new Load(traffic.bytes.get(), new TreeMap<>(traffic.files), painted.doubleValue(), usable.doubleValue());
    }

    @Override
    public void close() {
        chromium.close();
        cluster.close();
    }

    /** Counts what comes over the wire. */
    private static final class Traffic {

        private final AtomicLong bytes = new AtomicLong();
        private final Map<String, Long> files = new ConcurrentHashMap<>();
        private final Map<String, String> paths = new ConcurrentHashMap<>();

        Traffic(CDPSession session) {
            session.on("Network.requestWillBeSent", this::sent);
            session.on("Network.loadingFinished", this::finished);
            session.on("Network.webSocketFrameReceived", this::received);
            session.send("Network.enable");
        }

        private void sent(JsonObject event) {
            var address = event.getAsJsonObject("request").get("url").getAsString();
            if (!address.startsWith("data:")) {
                paths.put(event.get("requestId").getAsString(), address.replaceFirst("https?://[^/]*([^?]*).*", "$1"));
            }
        }

        private void finished(JsonObject event) {
            var size = event.get("encodedDataLength").getAsLong();
            var path = paths.get(event.get("requestId").getAsString());
            if (size > 0 && path != null) { // else the cache had it, or the page itself
                bytes.addAndGet(size);
                files.merge(path, size, Long::sum);
            }
        }

        private void received(JsonObject event) {
            bytes.addAndGet(event.getAsJsonObject("response")
                    .get("payloadData")
                    .getAsString()
                    .length());
        }
    }
}
