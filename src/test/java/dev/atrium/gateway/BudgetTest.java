package dev.atrium.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atrium.metering.UsageStatus;
import dev.atrium.registry.Visibility;
import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies and collected answers take no more memory together than they may. */
class BudgetTest {

    private static final int BUDGET = 1_000_000;
    private static final TestGateway GATEWAY =
            new TestGateway(Map.of("max-body", "600000B", "buffer-budget", BUDGET + "B"));
    private static final String FULL =
            "This gateway holds 1000000 bytes of requests and answers, its limit. Try again soon.";

    private static String key = "";

    @BeforeAll
    static void serveAModel() {
        var acme = GATEWAY.facts.tenant("acme");
        key = GATEWAY.facts.key(acme).spelled();
        GATEWAY.facts.serve(GATEWAY.facts.model(acme, "mini", Visibility.PRIVATE), GATEWAY.engine);
    }

    @BeforeEach
    void forget() {
        GATEWAY.journal.events().clear();
    }

    @AfterEach
    void everythingIsGivenBack() {
        await().untilAsserted(
                        () -> assertThat(GATEWAY.gateway().budget().taken()).isZero());
        await().untilAsserted(() -> assertThat(GATEWAY.journal.reserved()).isZero());
    }

    @AfterAll
    static void stop() {
        GATEWAY.close();
    }

    @Test
    void refusesABodyForWhichThereIsNoMemory() throws Exception {
        try (var first = begin(550_000, 540_000)) {
            await().until(() -> GATEWAY.gateway().budget().taken() == 540_000);

            var answer = GATEWAY.post("/v1/embeddings", key, body(500_000));

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("overloaded");
            assertThat(answer.message()).isEqualTo(FULL);
            assertThat(answer.header("retry-after")).isEqualTo("1");
            assertThat(first.isConnected()).isTrue();
        }
        await().until(() -> GATEWAY.gateway().budget().taken() == 0);
        assertThat(GATEWAY.post("/v1/embeddings", key, body(500_000)).status()).isEqualTo(200);
        assertThat(GATEWAY.journal.events()).hasSize(1);
    }

    @Test
    void countsABodyThatDoesNotTellItsLength() throws Exception {
        var chunked = chunked(body(500_000));
        try (var first = begin(590_000, 580_000)) {
            await().until(() -> GATEWAY.gateway().budget().taken() == 580_000);

            assertThat(RawHttp.untilClosed(GATEWAY.port(), chunked))
                    .startsWith("HTTP/1.1 503")
                    .contains(FULL);
            assertThat(RawHttp.untilClosed(GATEWAY.port(), chunked(body(100)))).startsWith("HTTP/1.1 200");
            assertThat(first.isConnected()).isTrue();
        }
        await().until(() -> GATEWAY.gateway().budget().taken() == 0);
        assertThat(RawHttp.untilClosed(GATEWAY.port(), chunked)).startsWith("HTTP/1.1 200");
        assertThat(GATEWAY.journal.events()).hasSize(2);
    }

    @Test
    void takesNothingForWhatIsMerelyAnnounced() throws Exception {
        try (var first = begin(600_000, 9);
                var second = begin(600_000, 9);
                var third = begin(600_000, 9)) {
            await().until(() -> GATEWAY.gateway().budget().taken() == 27);

            assertThat(GATEWAY.post("/v1/embeddings", key, body(500_000)).status())
                    .isEqualTo(200);
            assertThat(first.isConnected() && second.isConnected() && third.isConnected())
                    .isTrue();
        }
    }

    @Test
    void chargesNoAnswerForWhichThereIsNoMemory() {
        GATEWAY.engine.then(Scripts.json(GATEWAY.engine, "{\"data\":\"" + "x".repeat(2 * BUDGET) + "\"}"));

        var answer = GATEWAY.post("/v1/embeddings", key, body(100));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.message()).isEqualTo(FULL);
        assertThat(GATEWAY.journal.events()).singleElement().satisfies(event -> {
            assertThat(event.usage().status()).isEqualTo(UsageStatus.FAILED);
            assertThat(event.usage().errorCode()).isEqualTo("overloaded");
            assertThat(event.usage().amountPico()).isZero();
        });
    }

    @Test
    void readsLongBodiesAndAnswersAwayFromTheLoop() {
        var answer = GATEWAY.post("/v1/embeddings", key, body(400_000));
        var bad = GATEWAY.post("/v1/embeddings", key, body(400_000).replace("\"input\"", "\"inputs\""));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.code()).isEqualTo("invalid_input");
        assertThat(GATEWAY.journal.events()).hasSize(1);
    }

    /** A request that announces a body of {@code length} bytes, of which {@code sent} came. */
    private static Socket begin(int length, int sent) throws IOException {
        var socket = RawHttp.open(GATEWAY.port());
        RawHttp.send(
                socket,
                RawHttp.post("/v1/embeddings", key, body(sent).substring(0, sent))
                        .replace("content-length: " + sent, "content-length: " + length));
        return socket;
    }

    private static String chunked(String body) {
        return RawHttp.post("/v1/embeddings", key, "")
                        .replace("content-length: 0", "connection: close\r\ntransfer-encoding: chunked")
                + "%x\r\n%s\r\n0\r\n\r\n".formatted(body.length(), body);
    }

    private static String body(int length) {
        return "{\"model\":\"acme/mini\",\"input\":\"" + "x".repeat(length) + "\"}";
    }
}
