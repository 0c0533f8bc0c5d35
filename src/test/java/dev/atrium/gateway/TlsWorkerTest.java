package dev.atrium.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.agent.SigningKey;
import dev.atrium.pool.ReplicaRoute;
import dev.atrium.registry.ModelEntry;
import dev.atrium.registry.Visibility;
import dev.atrium.shared.DeploymentId;
import dev.atrium.shared.ReplicaId;
import org.junit.jupiter.api.Test;

/** Calls to workers beyond loopback: encrypted, and to nobody but the worker that the route names. */
class TlsWorkerTest {

    @Test
    void callsAWorkerThatShowsItsKey() {
        try (var gateway = new TestGateway();
                var worker = gateway.accepted(StandInEngine.withTls())) {
            var acme = gateway.facts.tenant("acme");
            var route = gateway.facts.serve(gateway.facts.model(acme, "mini", Visibility.PRIVATE), worker);

            var answer = call(gateway, gateway.facts.key(acme).spelled());

            assertThat(route.address().getScheme()).isEqualTo("https");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(worker.received()).hasSize(1);
        }
    }

    @Test
    void saysNothingToAWorkerThatShowsAnotherKey() {
        try (var gateway = new TestGateway();
                var worker = gateway.accepted(StandInEngine.withTls())) {
            var acme = gateway.facts.tenant("acme");
            var model = gateway.facts.model(acme, "mini", Visibility.PRIVATE);
            gateway.facts.serve(
                    model, routeTo(worker, model, SigningKey.generate().publicKey()));

            var answer = call(gateway, gateway.facts.key(acme).spelled());

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("no_replica");
            assertThat(worker.hellos()).as("greetings that left the gateway").isZero();
            assertThat(worker.received()).isEmpty();
        }
    }

    private static ReplicaRoute routeTo(StandInEngine worker, ModelEntry model, String publicKey) {
        return new ReplicaRoute(
                ReplicaId.next(),
                DeploymentId.next(),
                model.versions().values().iterator().next(),
                worker.worker(),
                worker.address(),
                publicKey);
    }

    private static TestGateway.Answer call(TestGateway gateway, String key) {
        return gateway.post("/v1/embeddings", key, "{\"model\":\"acme/mini\",\"input\":\"one two\"}");
    }
}
