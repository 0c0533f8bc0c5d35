package dev.atrium.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atrium.keys.KeySecret;
import dev.atrium.metering.UsageStatus;
import dev.atrium.registry.Visibility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddingsTest {

    private final TestGateway gateway = new TestGateway();
    private KeySecret key;

    @BeforeEach
    void serveAModel() {
        var acme = gateway.facts.tenant("acme");
        key = gateway.facts.key(acme);
        gateway.facts.serve(gateway.facts.model(acme, "mini", Visibility.PRIVATE), gateway.engine);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void answersWithVersionPriceAndCost() {
        var answer =
                gateway.post("/v1/embeddings", key.spelled(), "{\"model\":\"acme/mini\",\"input\":\"one two three\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-atrium-model-version")).isEqualTo("acme/mini@v1");
        assertThat(answer.header("x-atrium-price-version")).startsWith("price_");
        assertThat(answer.header("x-atrium-currency")).isEqualTo("USD");
        assertThat(answer.header("x-atrium-cost")).isEqualTo("0.00000006");
        assertThat(answer.header("x-request-id")).startsWith("req_");
        assertThat(answer.json().path("usage").path("prompt_tokens").asInt()).isEqualTo(3);
    }

    @Test
    void recordsOneDeliveredEvent() {
        var answer =
                gateway.post("/v1/embeddings", key.spelled(), "{\"model\":\"acme/mini\",\"input\":\"one two three\"}");

        assertThat(gateway.journal.events()).hasSize(1);
        var usage = gateway.journal.events().getFirst().usage();
        assertThat(usage.request().text()).isEqualTo(answer.header("x-request-id"));
        assertThat(usage.status()).isEqualTo(UsageStatus.COMPLETED);
        assertThat(usage.amountPico()).isEqualTo(60_000);
        await().untilAsserted(() -> assertThat(gateway.journal.delivered()).containsExactly(1L));
        await().untilAsserted(() -> assertThat(gateway.journal.reserved()).isZero());
        assertThat(gateway.gateway().inFlight()).isZero();
    }
}
