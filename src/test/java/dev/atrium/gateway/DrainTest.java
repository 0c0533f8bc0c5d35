package dev.atrium.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atrium.metering.UsageStatus;
import dev.atrium.registry.Visibility;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A gateway that stops loses nothing. */
class DrainTest {

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
}
