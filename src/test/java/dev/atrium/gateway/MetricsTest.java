package dev.atrium.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atrium.registry.Visibility;
import io.micrometer.core.instrument.Tag;
import org.junit.jupiter.api.Test;

class MetricsTest {

    /** Their number has no bound, and who calls what is nobody else's business. */
    @Test
    void labelsNothingByTenantKeyModelOrRequest() {
        try (var gateway = new TestGateway()) {
            var acme = gateway.facts.tenant("acme");
            var secret = gateway.facts.key(acme);
            gateway.facts.serve(gateway.facts.model(acme, "mini", Visibility.PRIVATE), gateway.engine);

            var answer =
                    gateway.post("/v1/embeddings", secret.spelled(), "{\"model\":\"acme/mini\",\"input\":\"one\"}");
            gateway.post("/v1/embeddings", secret.spelled(), "{\"model\":\"acme/none\",\"input\":\"one\"}");
            gateway.get("/v1/models/acme/mini", secret.spelled());
            await().until(() -> gateway.metrics.find("atrium.gateway.requests").timers().stream()
                            .mapToLong(timer -> timer.count())
                            .sum()
                    == 3);

            var tags = gateway.metrics.getMeters().stream()
                    .flatMap(meter -> meter.getId().getTags().stream())
                    .distinct()
                    .toList();
            assertThat(tags).extracting(Tag::getKey).containsOnly("endpoint", "status", "outcome", "code");
            assertThat(tags)
                    .extracting(Tag::getValue)
                    .contains("/v1/embeddings", "/v1/models/*", "model_not_found")
                    .noneMatch(value -> value.contains("acme")
                            || value.contains("mini")
                            || value.contains(acme.id().text())
                            || value.contains(gateway.facts.keyOf(secret).id().text())
                            || value.contains(answer.header("x-request-id")));
        }
    }
}
