package dev.atrium.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atrium.metering.UsageStatus;
import dev.atrium.registry.Visibility;
import dev.atrium.shared.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A gateway that stops loses nothing. */
class DrainTest {

    /** More than the buffers of a connection hold. */
    private static final int LONG_ANSWER = 24_000_000;

    private static final String STREAM =
            "{\"model\":\"acme/chat\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

    @Test
    void letsRunningRequestsEndAndRefusesNewOnes() throws Exception {
        try (var gateway = new TestGateway()) {
            var acme = gateway.facts.tenant("acme");
            var key = gateway.facts.key(acme).spelled();
            gateway.facts.serve(gateway.facts.model(acme, "chat", Visibility.PRIVATE), gateway.engine);
            gateway.engine.pace(Duration.ofMillis(300));
            assertThat(gateway.get("/v1/models", key).status()).isEqualTo(200);
            var running = CompletableFuture.supplyAsync(
                    () -> gateway.post("/v1/chat/completions", key, STREAM), Thread::startVirtualThread);
            await().until(() -> gateway.gateway().inFlight() == 1);

            var stopped = CompletableFuture.runAsync(
                    () -> gateway.gateway().stop(Duration.ofSeconds(10)), Thread::startVirtualThread);
            await().until(() -> gateway.get("/v1/models", key).status() == 503);
            var refused = RawHttp.untilClosed(
                    gateway.port(), "GET /v1/models HTTP/1.1\r\nhost: x\r\nauthorization: Bearer " + key + "\r\n\r\n");

            assertThat(refused).contains("shutting_down").contains("retry-after: 1");
            assertThat(running.join().body()).endsWith("data: [DONE]\n\n");
            stopped.join();
            assertThat(gateway.journal.events()).hasSize(1);
            assertThat(gateway.journal.delivered()).hasSize(1);
            assertThat(gateway.journal.reserved()).isZero();
        }
    }

    @Test
    void endsWhatTakesTooLongWithAnErrorAndAnEvent() {
        try (var gateway = new TestGateway()) {
            var acme = gateway.facts.tenant("acme");
            var key = gateway.facts.key(acme).spelled();
            gateway.facts.serve(gateway.facts.model(acme, "chat", Visibility.PRIVATE), gateway.engine);
            gateway.engine.then(Scripts.stallsAfter(gateway.engine, 3));
            var running = CompletableFuture.supplyAsync(
                    () -> gateway.post("/v1/chat/completions", key, STREAM), Thread::startVirtualThread);
            await().until(() -> gateway.gateway().inFlight() == 1);

            gateway.gateway().stop(Duration.ofMillis(300));

            assertThat(running.join().body()).contains("shutting_down").doesNotContain("[DONE]");
            assertThat(gateway.journal.events()).singleElement().satisfies(event -> {
                assertThat(event.usage().status()).isEqualTo(UsageStatus.FAILED);
                assertThat(event.usage().amountPico()).isZero();
            });
            assertThat(gateway.journal.reserved()).isZero();
        }
    }

    /** Our own shutdown cuts it, so nobody knows whether the caller got it: it must not be charged. */
    @Test
    void doesNotTakeAnAnswerForDeliveredThatItCuts() throws Exception {
        try (var gateway = new TestGateway(Map.of("buffer-budget", "200MB"))) {
            var acme = gateway.facts.tenant("acme");
            var key = gateway.facts.key(acme).spelled();
            gateway.facts.serve(gateway.facts.model(acme, "mini", Visibility.PRIVATE), gateway.engine);
            gateway.engine.then(Scripts.json(gateway.engine, "{\"data\":\"" + "x".repeat(LONG_ANSWER) + "\"}"));
            try (var socket = RawHttp.open(gateway.port())) {
                RawHttp.send(
                        socket, RawHttp.post("/v1/embeddings", key, "{\"model\":\"acme/mini\",\"input\":\"hello\"}"));
                await().until(() -> gateway.journal.events().size() == 1);

                gateway.gateway().stop(Duration.ofMillis(200));
            }

            assertThat(gateway.journal.events().getFirst().usage().status()).isEqualTo(UsageStatus.COMPLETED);
            assertThat(gateway.journal.delivered()).isEmpty();
            assertThat(gateway.journal.reserved()).isZero();
        }
    }

    @Test
    void endsWhatBeginsWhileItCuts() {
        var ended = new ArrayList<String>();
        try (var running = new Running()) {
            running.endAll(Problems.shuttingDown());

            running.add(new Running.Run() {
                @Override
                public void checkTime(long nowNanos) {}

                @Override
                public void checkAccess() {}

                @Override
                public void end(Problem problem) {
                    ended.add(problem.code());
                }
            });
        }

        assertThat(ended).containsExactly("shutting_down");
    }
}
