package dev.atrium.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atrium.keys.KeySecret;
import dev.atrium.metering.Usage;
import dev.atrium.metering.UsageStatus;
import dev.atrium.pool.ReplicaRoute;
import dev.atrium.pricing.Meter;
import dev.atrium.registry.Visibility;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ChatStreamTest {

    private static final int TOKENS = 5;
    private static final int ALL_THE_REST = 10;
    private static final TestGateway GATEWAY = new TestGateway();
    private static final String BODY =
            "{\"model\":\"acme/chat\",\"stream\":true,\"max_tokens\":5,\"messages\":[{\"role\":\"user\",\"content\":\"one two three\"}]}";
    private static final String BODY_WITH_USAGE =
            BODY.replace("\"stream\":true", "\"stream\":true,\"stream_options\":{\"include_usage\":true}");

    private static KeySecret key = KeySecret.random();
    private static @Nullable ReplicaRoute route;

    @BeforeAll
    static void serveAModel() {
        var acme = GATEWAY.facts.tenant("acme");
        key = GATEWAY.facts.key(acme);
        route = GATEWAY.facts.serve(GATEWAY.facts.model(acme, "chat", Visibility.PRIVATE), GATEWAY.engine);
    }

    @BeforeEach
    void forget() {
        await().until(() ->
                !GATEWAY.gateway().replicas().of(Objects.requireNonNull(route)).isEjected());
        await().untilAsserted(() -> assertThat(GATEWAY.journal.reserved()).isZero());
        GATEWAY.journal.events().clear();
        GATEWAY.engine.pace(Duration.ZERO);
        GATEWAY.engine.queued("1");
    }

    @AfterAll
    static void stop() {
        GATEWAY.close();
    }

    @Test
    void relaysEveryEventButTheUsageThatWasNotAskedFor() {
        var answer = GATEWAY.post("/v1/chat/completions", key.spelled(), BODY);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("text/event-stream");
        assertThat(answer.header("x-atrium-model-version")).isEqualTo("acme/chat@v1");
        assertThat(answer.header("x-atrium-currency")).isEqualTo("USD");
        var events = new ArrayList<>(Scripts.events(JsonMapper.shared().readTree(BODY)));
        events.removeIf(event -> event.contains("\"usage\""));
        assertThat(answer.body()).isEqualTo(String.join("", events));
    }

    @Test
    void relaysTheUsageThatWasAskedFor() {
        var answer = GATEWAY.post("/v1/chat/completions", key.spelled(), BODY_WITH_USAGE);

        assertThat(answer.body())
                .isEqualTo(String.join("", Scripts.events(JsonMapper.shared().readTree(BODY))));
    }

    @Test
    void recordsExactTokensAndTheFinishReason() {
        GATEWAY.post("/v1/chat/completions", key.spelled(), BODY);

        var usage = onlyEvent();
        assertThat(usage.status()).isEqualTo(UsageStatus.COMPLETED);
        assertThat(usage.streamed()).isTrue();
        assertThat(usage.finishReason()).isEqualTo("stop");
        assertThat(usage.lines())
                .extracting(line -> line.meter() + " " + line.quantity() + " " + line.exact())
                .containsExactly(Meter.INPUT_TOKENS + " 3 true", Meter.OUTPUT_TOKENS + " 5 true");
        assertThat(usage.amountPico()).isEqualTo(3 * 20_000 + 5 * 60_000);
        assertThat(usage.firstToken()).isPositive();
    }

    @Test
    void tellsTheCostInATrailer() throws Exception {
        var raw = RawHttp.exchange(GATEWAY.port(), RawHttp.post("/v1/chat/completions", key.spelled(), BODY));

        assertThat(raw).contains("trailer: x-atrium-cost").endsWith("0\r\nx-atrium-cost: 0.00000036\r\n\r\n");
    }

    @Test
    void keepsHowLongTheCallWasQueued() {
        GATEWAY.post("/v1/chat/completions", key.spelled(), BODY);

        assertThat(onlyEvent().queued()).isEqualTo(Duration.ofNanos(1_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999999999", "-1", "soon", "18446744073709551615"})
    void believesNoTimeOfAQueueThatCannotBe(String told) {
        GATEWAY.engine.queued(told);

        GATEWAY.post("/v1/chat/completions", key.spelled(), BODY);

        assertThat(onlyEvent().queued()).isNull();
    }

    /** Network frames are not events: usage was once lost where one was cut. */
    @Test
    void readsUsageWhereverTheFramesAreCut() {
        var whole = String.join("", Scripts.events(JsonMapper.shared().readTree(BODY_WITH_USAGE)));

        for (int cut = 1; cut < whole.length(); cut += 23) {
            GATEWAY.engine.then(Scripts.stream(GATEWAY.engine, List.of(whole.substring(0, cut), whole.substring(cut))));
            var answer = GATEWAY.post("/v1/chat/completions", key.spelled(), BODY_WITH_USAGE);

            assertThat(answer.body()).as("cut at %d", cut).isEqualTo(whole);
        }

        assertThat(GATEWAY.journal.events())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.usage().amountPico()).isEqualTo(360_000));
    }

    @Test
    void readsEventsThatComeByteByByte() {
        var whole = String.join("", Scripts.events(JsonMapper.shared().readTree(BODY)));
        GATEWAY.engine.then(Scripts.stream(
                GATEWAY.engine, whole.chars().mapToObj(Character::toString).toList()));

        GATEWAY.post("/v1/chat/completions", key.spelled(), BODY);

        assertThat(onlyEvent().amountPico()).isEqualTo(360_000);
    }

    /** The engine sends an event only once the caller has the one before: nothing may wait for more to come. */
    @Test
    @Timeout(30)
    void relaysEachEventBeforeTheNextOneComes() throws Exception {
        var permits = new Semaphore(2); // the role and the first word
        var words = new AtomicInteger();
        GATEWAY.engine.then(Scripts.stepwise(GATEWAY.engine, permits));

        var answer = GATEWAY.client()
                .send(
                        GATEWAY.request("/v1/chat/completions", key.spelled(), BODY),
                        java.net.http.HttpResponse.BodyHandlers.ofLines());
        answer.body().filter(line -> line.contains("word")).forEach(_ -> {
            permits.release(words.incrementAndGet() == TOKENS ? ALL_THE_REST : 1);
        });

        assertThat(words).hasValue(TOKENS);
    }

    @Test
    void holdsTheEndBackUntilTheEventIsOnDisk() throws Exception {
        var onDisk = new ArrayList<Runnable>();
        GATEWAY.journal.disk(onDisk::add);
        try (var socket = RawHttp.open(GATEWAY.port())) {
            RawHttp.send(socket, RawHttp.post("/v1/chat/completions", key.spelled(), BODY_WITH_USAGE));
            await().until(() -> onDisk.size() == 1);
            var before = RawHttp.available(socket);

            onDisk.getFirst().run();
            var after = RawHttp.readUntil(socket, "\r\n\r\n");

            assertThat(before).contains("word4").doesNotContain("usage").doesNotContain("[DONE]");
            assertThat(after).contains("\"usage\"").contains("[DONE]");
        } finally {
            GATEWAY.journal.disk(java.util.concurrent.ForkJoinPool.commonPool());
        }
    }

    @Test
    void completesNoStreamThatCannotBeRecorded() {
        GATEWAY.journal.broken(true);
        try {
            var answer = GATEWAY.post("/v1/chat/completions", key.spelled(), BODY);

            assertThat(answer.body())
                    .contains("word4")
                    .contains("\"code\":\"journal_failed\"")
                    .doesNotContain("[DONE]");
            assertThat(GATEWAY.journal.events()).isEmpty();
        } finally {
            GATEWAY.journal.broken(false);
        }
    }

    @Test
    void breaksTheStreamClearlyWhenTheEngineDies() {
        GATEWAY.engine.then(Scripts.diesAfter(GATEWAY.engine, 4));

        var answer = GATEWAY.post("/v1/chat/completions", key.spelled(), BODY);

        assertThat(answer.body())
                .contains("word2")
                .doesNotContain("[DONE]")
                .endsWith("data: {\"error\":{\"message\":\"The engine failed on this request. It is not charged."
                        + " Try again.\",\"type\":\"server_error\",\"code\":\"engine_failed\",\"param\":null}}\n\n");
        var usage = onlyEvent();
        assertThat(usage.status()).isEqualTo(UsageStatus.FAILED);
        assertThat(usage.errorCode()).isEqualTo("engine_failed");
        assertThat(usage.amountPico()).isZero();
        assertThat(usage.lines())
                .extracting(line -> line.meter() + " " + line.quantity() + " " + line.exact())
                .containsExactly(Meter.INPUT_TOKENS + " 4 false", Meter.OUTPUT_TOKENS + " 5 false");
    }

    @Test
    void cancelsTheEngineOfACallerWhoHangsUpAndChargesWhatCame() throws Exception {
        var before = GATEWAY.engine.canceled();
        GATEWAY.engine.then(Scripts.stallsAfter(GATEWAY.engine, 4));
        try (var socket = RawHttp.open(GATEWAY.port())) {
            RawHttp.send(socket, RawHttp.post("/v1/chat/completions", key.spelled(), BODY));
            RawHttp.readUntil(socket, "word2");
        }

        await().until(() -> GATEWAY.engine.canceled() == before + 1);
        await().until(() -> GATEWAY.journal.reserved() == 0);
        var usage = onlyEvent();
        assertThat(usage.status()).isEqualTo(UsageStatus.CANCELED);
        assertThat(usage.lines())
                .extracting(line -> line.meter() + " " + line.quantity() + " " + line.exact())
                .containsExactly(Meter.INPUT_TOKENS + " 4 false", Meter.OUTPUT_TOKENS + " 5 false");
        assertThat(usage.amountPico()).isEqualTo(4 * 20_000 + 5 * 60_000);
        assertThat(GATEWAY.journal.delivered())
                .contains(GATEWAY.journal.events().getFirst().sequence());
    }

    @Test
    void chargesExactlyWhereTheEngineCountsAsItRuns() throws Exception {
        var running = Scripts.chunk("{\"content\":\"hi\"}", "null")
                .replace("}]}\n", "}],\"usage\":" + Scripts.usage(7, 2) + "}\n");
        GATEWAY.engine.then((ctx, body) -> {
            var writer = com.linecorp.armeria.common.HttpResponse.streaming();
            writer.write(com.linecorp.armeria.common.ResponseHeaders.of(
                    com.linecorp.armeria.common.HttpStatus.OK, "content-type", "text/event-stream"));
            writer.write(com.linecorp.armeria.common.HttpData.ofUtf8(running));
            return writer;
        });
        try (var socket = RawHttp.open(GATEWAY.port())) {
            RawHttp.send(socket, RawHttp.post("/v1/chat/completions", key.spelled(), BODY));
            RawHttp.readUntil(socket, "\"hi\"");
        }

        await().until(() -> GATEWAY.journal.events().size() == 1);
        assertThat(onlyEvent().lines())
                .extracting(line -> line.meter() + " " + line.quantity() + " " + line.exact())
                .containsExactly(Meter.INPUT_TOKENS + " 7 true", Meter.OUTPUT_TOKENS + " 2 true");
    }

    @Test
    void estimatesWhereTheEngineCountsNothing() {
        GATEWAY.engine.then(Scripts.stream(
                GATEWAY.engine, List.of(Scripts.chunk("{\"content\":\"a\"}", "\"length\""), "data: [DONE]\n\n")));

        var answer = GATEWAY.post("/v1/chat/completions", key.spelled(), BODY_WITH_USAGE);

        assertThat(answer.body()).endsWith("data: [DONE]\n\n");
        assertThat(onlyEvent().finishReason()).isEqualTo("length");
        assertThat(onlyEvent().lines())
                .extracting(line -> line.quantity() + " " + line.exact())
                .containsExactly("4 false", "1 false");
    }

    @Test
    void keepsCommentsAndOddLineEnds() {
        var events = List.of(
                ": keep awake\r\n\r\n",
                Scripts.chunk("{\"content\":\"a\"}", "null").replace("\n", "\r\n"),
                Scripts.usageEvent(1, 1).replace("\n", "\r\n"),
                "data: [DONE]\r\n\r\n");
        GATEWAY.engine.then(Scripts.stream(GATEWAY.engine, events));

        var answer = GATEWAY.post("/v1/chat/completions", key.spelled(), BODY);

        assertThat(answer.body()).isEqualTo(events.get(0) + events.get(1) + "data: [DONE]\n\n");
        assertThat(onlyEvent().amountPico()).isEqualTo(80_000);
    }

    @Test
    void takesAnErrorInTheStreamForAFailure() {
        GATEWAY.engine.then(Scripts.stream(
                GATEWAY.engine,
                List.of(
                        Scripts.chunk("{\"content\":\"a\"}", "null"),
                        "data: {\"error\":{\"message\":\"out of memory at /srv/secret\"}}\n\n",
                        "data: [DONE]\n\n")));

        var answer = GATEWAY.post("/v1/chat/completions", key.spelled(), BODY);

        assertThat(answer.body())
                .contains("engine_failed")
                .doesNotContain("secret")
                .doesNotContain("[DONE]");
        assertThat(onlyEvent().status()).isEqualTo(UsageStatus.FAILED);
        assertThat(onlyEvent().amountPico()).isZero();
    }

    @Test
    void believesNoNonsenseFromTheEngine() {
        for (var usage : List.of(
                "{\"prompt_tokens\":-5,\"completion_tokens\":1}",
                "{\"prompt_tokens\":\"many\",\"completion_tokens\":1}",
                "{\"prompt_tokens\":99999999999999999999,\"completion_tokens\":1}",
                "{\"prompt_tokens\":1e3,\"completion_tokens\":1}",
                "[1,2]",
                "null")) {
            GATEWAY.journal.events().clear();
            GATEWAY.engine.then(Scripts.stream(
                    GATEWAY.engine,
                    List.of(
                            Scripts.chunk("{\"content\":\"a\"}", "null"),
                            "data: {\"choices\":[],\"usage\":" + usage + "}\n\n",
                            "data: [DONE]\n\n")));

            GATEWAY.post("/v1/chat/completions", key.spelled(), BODY);

            assertThat(onlyEvent().lines())
                    .as(usage)
                    .extracting(line -> line.quantity() + " " + line.exact())
                    .containsExactly("4 false", "1 false");
        }
    }

    @Test
    void endsTheStreamsOfARevokedKey() throws Exception {
        var acme = GATEWAY.facts.tenant("other");
        GATEWAY.facts.serve(GATEWAY.facts.model(acme, "chat", Visibility.PRIVATE), GATEWAY.engine);
        var other = GATEWAY.facts.key(acme);
        GATEWAY.engine.then(Scripts.stallsAfter(GATEWAY.engine, 4));
        try (var socket = RawHttp.open(GATEWAY.port())) {
            RawHttp.send(socket, RawHttp.post("/v1/chat/completions", other.spelled(), BODY.replace("acme", "other")));
            RawHttp.readUntil(socket, "word2");
            var start = System.nanoTime();

            GATEWAY.facts.revoke(other, Instant.now());
            var end = RawHttp.readUntil(socket, "\r\n0\r\n");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
            assertThat(end).contains("revoked_api_key").doesNotContain("[DONE]");
        }
        assertThat(onlyEvent().status()).isEqualTo(UsageStatus.CANCELED);
        assertThat(onlyEvent().errorCode()).isEqualTo("revoked_api_key");
        assertThat(onlyEvent().amountPico()).isPositive();
    }

    /** A caller who does not read makes the engine wait, not our memory grow. */
    @Test
    void slowsTheEngineDownForASlowCaller() throws Exception {
        var big = "x".repeat(200_000);
        var sent = new java.util.concurrent.atomic.AtomicInteger();
        GATEWAY.engine.then((ctx, body) -> {
            var writer = com.linecorp.armeria.common.HttpResponse.streaming();
            writer.write(com.linecorp.armeria.common.ResponseHeaders.of(
                    com.linecorp.armeria.common.HttpStatus.OK, "content-type", "text/event-stream"));
            pump(writer, big, sent);
            return writer;
        });
        try (var socket = RawHttp.open(GATEWAY.port())) {
            RawHttp.send(socket, RawHttp.post("/v1/chat/completions", key.spelled(), BODY));
            await().pollDelay(Duration.ofMillis(700)).until(() -> sent.get() > 0);
            var soon = sent.get();

            await().pollDelay(Duration.ofMillis(700)).until(() -> true);

            assertThat(sent.get()).isLessThan(200).isBetween(soon, soon + 5);
            assertThat(RawHttp.skip(socket, 30_000_000)).isEqualTo(30_000_000);
            assertThat(sent.get()).isGreaterThan(soon + 20);
        }
    }

    private static void pump(
            com.linecorp.armeria.common.HttpResponseWriter writer,
            String text,
            java.util.concurrent.atomic.AtomicInteger sent) {
        var event = Scripts.chunk("{\"content\":\"" + text + "\"}", "null").getBytes(StandardCharsets.UTF_8);
        if (writer.tryWrite(com.linecorp.armeria.common.HttpData.wrap(event))) {
            sent.incrementAndGet();
            writer.whenConsumed().thenRun(() -> pump(writer, text, sent));
        }
    }

    private static Usage onlyEvent() {
        await().untilAsserted(() -> assertThat(GATEWAY.journal.events()).hasSize(1));
        return GATEWAY.journal.events().getFirst().usage();
    }
}
