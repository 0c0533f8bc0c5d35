package dev.atrium.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atrium.registry.Visibility;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A caller may read slowly, but must read. */
class SlowCallerTest {

    private static final int LONG_ANSWER = 24_000_000;
    private static final int STEP = 1_000_000;
    private static final TestGateway GATEWAY =
            new TestGateway(Map.of("last-write-timeout", "1s", "buffer-budget", "200MB"));

    private static String key = "";

    @BeforeAll
    static void serveAModel() {
        var acme = GATEWAY.facts.tenant("acme");
        key = GATEWAY.facts.key(acme).spelled();
        GATEWAY.facts.serve(GATEWAY.facts.model(acme, "mini", Visibility.PRIVATE), GATEWAY.engine);
    }

    @BeforeEach
    void answerAtLength() {
        GATEWAY.journal.events().clear();
        GATEWAY.engine.then(Scripts.json(GATEWAY.engine, "{\"data\":\"" + "x".repeat(LONG_ANSWER) + "\"}"));
    }

    @AfterAll
    static void stop() {
        GATEWAY.close();
    }

    @Test
    @Timeout(60)
    void letsACallerGoOnWhoReadsSlowly() throws Exception {
        var start = System.nanoTime();
        try (var socket = call()) {
            for (int read = 0; read < LONG_ANSWER; read += STEP) {
                RawHttp.skip(socket, STEP);
                Thread.sleep(Duration.ofMillis(150));
            }
            assertThat(RawHttp.readUntil(socket, "\"}")).endsWith("x\"}");
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(3));
    }

    @Test
    @Timeout(60)
    void hangsUpOnACallerWhoDoesNotRead() throws Exception {
        try (var socket = call()) {
            assertThat(socket.isConnected()).isTrue();
            await().until(() -> GATEWAY.journal.events().size() == 1);

            await().atMost(Duration.ofSeconds(4)).until(() -> GATEWAY.journal.reserved() == 0);
        }
    }

    /** Over HTTP/2 nothing is sent to a caller whose window stays closed. */
    @Test
    @Timeout(60)
    void hangsUpOnACallerWhoOpensNoWindow() throws Exception {
        try (var socket = RawHttp.open(GATEWAY.port())) {
            RawHttp.sendHttp2(socket, "/v1/embeddings", key, "{\"model\":\"acme/mini\",\"input\":\"hello\"}");
            await().until(() -> GATEWAY.journal.events().size() == 1);

            await().atMost(Duration.ofSeconds(4)).until(() -> GATEWAY.journal.reserved() == 0);
            await().atMost(Duration.ofSeconds(4))
                    .until(() -> GATEWAY.gateway().budget().taken() == 0);
        }
    }

    private static Socket call() throws IOException {
        var socket = RawHttp.open(GATEWAY.port());
        RawHttp.send(socket, RawHttp.post("/v1/embeddings", key, "{\"model\":\"acme/mini\",\"input\":\"hello\"}"));
        return socket;
    }
}
