package dev.atrium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atrium.keys.KeySecret;
import dev.atrium.portal.Chromium;
import dev.atrium.testing.TestKeycloak;
import dev.atrium.worker.TinyDecoder;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * What was asked, what was answered and the keys are nowhere but on the wire: strings are planted in calls that go
 * well, fail, break off and are refused, and then looked for in everything that remains. Each place must also have
 * something that is known to be there, or nobody looked.
 */
@ExtendWith(OutputCaptureExtension.class)
class PlantedStringsIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String CHAT = "/v1/chat/completions";
    private static final String EMBEDDINGS = "/v1/embeddings";
    private static final String ASKED = "plantedquestionxq";

    /** All different, as the model's making wants them. */
    private static final String ANSWERED = "zQxJ7vKw3Yp";

    /** Of one chat: what the event of the answer's first letter looks like. */
    private static final String EVENT = "{\"content\":\"z\"}";

    private static final Pattern VECTOR = Pattern.compile("\"embedding\":\\s*\\[(.{40})");
    private static final KeySecret UNKNOWN = KeySecret.random();

    @TempDir
    private static Path home;

    private static ServedChats served;
    private static final List<String> planted = new ArrayList<>();
    private static final List<String> errors = new ArrayList<>();
    private static String lastRequest = "";

    @BeforeAll
    static void plant() throws Exception {
        served = new ServedChats(home, settings());
        served.add("saying", TinyDecoder.saying(ANSWERED, true, 200));
        served.add("broken", TinyDecoder.saying(ANSWERED, true, 200).breaksAfter(64));
        served.awaitReady(5);
        planted.addAll(List.of(ASKED, ANSWERED, EVENT, served.key().characters(), UNKNOWN.characters()));
        await().atMost(SOON).until(() -> send(CHAT, chat("saying", "")).statusCode() == 200);
        answeredCalls();
        refusedCalls();
        brokenCalls();
        if (!Chromium.isSkipped()) {
            talkOnPages();
        }
    }

    private static String[] settings() {
        return Stream.concat(Stream.of(TestKeycloak.settings()), Stream.of("--logging.level.dev.atrium=trace"))
                .toArray(String[]::new);
    }

    /** A key that is shown once, and a question to a model: both go to the browser and come from there. */
    private static void talkOnPages() throws Exception {
        try (var chromium = new Chromium(served.cluster().portalPort())) {
            var page = chromium.signIn(TestKeycloak.people().getFirst());
            page.click("vaadin-button:has-text('Make my key')");
            var secret = KeySecret.parse(
                    page.textContent(".new-secret .copy-field-text").strip());
            planted.add(secret.orElseThrow().characters());
            page.click("vaadin-side-nav-item:has-text('Playground')");
            page.waitForSelector(".playground-top .status:has-text('Ready')");
            var prompt = page.locator(".playground-columns > div:first-child textarea");
            prompt.fill(ASKED);
            prompt.press("Enter");
            page.waitForSelector(".chat-answer .figures-line:has-text('tokens out')");
            assertThat(page.textContent(".chat-question")).contains(ASKED);
        }
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static void answeredCalls() throws Exception {
        assertThat(send(CHAT, chat("saying", "\"logprobs\": true,")).body()).contains(ANSWERED);
        assertThat(send(CHAT, chat("saying", "\"stream\": true,")).body()).contains(EVENT);
        var embedded = send(EMBEDDINGS, "{\"model\": \"library/all-minilm-l6-v2\", \"input\": \"" + ASKED + "\"}");
        var vector = VECTOR.matcher(embedded.body());
        assertThat(vector.find()).isTrue();
        planted.add(vector.group(1));
    }

    private static void refusedCalls() throws Exception {
        refuse(400, CHAT, chat("saying", "\"top_k\": \"%s\",".formatted(ASKED)));
        refuse(400, CHAT, chat("saying", "\"temperature\": \"%s\",".formatted(ASKED)));
        refuse(400, CHAT, chat("saying", "\"max_tokens\": 100000,"));
        refuse(400, CHAT, "{\"model\": \"acme/saying\", \"messages\": \"%s\"}".formatted(ASKED));
        refuse(400, CHAT, "{\"model\": \"acme/saying\", \"messages\": [{\"%s\": %1$s".formatted(ASKED));
        refuse(404, CHAT, chat("nothing", ""));
        refuse(400, EMBEDDINGS, "{\"model\": \"acme/saying\", \"input\": \"%s\"}".formatted(ASKED));
        refuse(400, EMBEDDINGS, "{\"model\": \"library/all-minilm-l6-v2\", \"input\": {\"%s\": 1}}".formatted(ASKED));
        errors.add(served.post(CHAT, UNKNOWN.spelled(), chat("saying", "")).body());
        errors.add(served.post(CHAT, served.key().spelled() + "x", chat("saying", ""))
                .body());
        assertThat(errors).hasSize(10).allMatch(error -> error.startsWith("{\"error\":"));
    }

    private static void brokenCalls() throws Exception {
        refuse(502, CHAT, chat("broken", ""));
        var stream = send(CHAT, chat("broken", "\"stream\": true,")).body();
        assertThat(stream).contains(EVENT);
        errors.add(stream.lines()
                .filter(line -> line.contains("\"error\""))
                .findFirst()
                .orElseThrow());
    }

    private static void refuse(int status, String path, String body) throws Exception {
        var answer = send(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        errors.add(answer.body());
    }

    private static HttpResponse<String> send(String path, String body) throws Exception {
        var answer = served.post(path, served.key().spelled(), body);
        lastRequest = answer.headers().firstValue("x-request-id").orElseThrow();
        return answer;
    }

    /** @param more fields, each with a comma after it */
    private static String chat(String model, String more) {
        return "{%s\"model\": \"acme/%s\", \"messages\": [{\"role\": \"user\", \"content\": \"%s\"}]}"
                .formatted(more, model, ASKED);
    }

    @Test
    void noLogHasThem(CapturedOutput output) {
        await().atMost(SOON).until(() -> output.getAll().contains(lastRequest));

        assertThat(output.getAll()).contains("failed in a step");
        assertThat(plantedIn(output.getAll())).isEmpty();
    }

    @Test
    void noErrorHasThem() {
        assertThat(errors)
                .hasSize(12)
                .allSatisfy(error -> assertThat(plantedIn(error)).isEmpty());
    }

    @Test
    void noMetricHasThem() throws Exception {
        var gateway = served.get(served.cluster().gatewayOperations("/metrics"));
        var worker = served.get(served.cluster().workerOperations("/metrics"));
        var portal = served.cluster().bean(PrometheusMeterRegistry.class).scrape();

        assertThat(gateway).contains("atrium_gateway_requests");
        assertThat(worker).contains("atrium_worker_requests");
        assertThat(portal).contains("atrium_");
        assertThat(plantedIn(gateway + worker + portal)).isEmpty();
    }

    /** Journals, MySQL's tables and logs of changes, snapshots, downloads: whatever any process keeps. */
    @Test
    void noFileHasThem() throws IOException {
        served.usage(lastRequest);

        assertThat(filesThatHave("engine_failed", home))
                .anyMatch(file -> file.contains("gateway/journal/"))
                .anyMatch(file -> file.contains("mysql/"));
    }

    /** Where people sign in nobody knows of models, and yet what a browser sends there may tell of pages. */
    @Test
    void nothingOfTheSignInServerHasThem() throws IOException {
        assertThat(filesThatHave("Keycloak", TestKeycloak.folder())).anyMatch(file -> file.endsWith(".log"));
    }

    /** Those of {@code folder} that have {@code wanted}, none of which may have what was planted. */
    private static List<String> filesThatHave(String wanted, Path folder) throws IOException {
        var having = new ArrayList<String>();
        try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var content = content(file);
                assertThat(plantedIn(content)).as(file.toString()).isEmpty();
                if (content.contains(wanted)) {
                    having.add(folder.relativize(file).toString());
                }
            }
        }
        return having;
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return ""; // a temporary file that is gone by now
        }
    }

    private static List<String> plantedIn(String text) {
        return planted.stream().filter(text::contains).toList();
    }
}
