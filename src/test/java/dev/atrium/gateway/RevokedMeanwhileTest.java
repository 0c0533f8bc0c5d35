package dev.atrium.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.registry.Visibility;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RevokedMeanwhileTest {

    @Test
    void aKeyRevokedWhileTheBodyIsOnItsWayCallsNoEngine() throws Exception {
        try (var gateway = new TestGateway()) {
            var acme = gateway.facts.tenant("acme");
            var key = gateway.facts.key(acme);
            gateway.facts.serve(gateway.facts.model(acme, "mini", Visibility.PRIVATE), gateway.engine);
            var request =
                    RawHttp.post("/v1/embeddings", key.spelled(), "{\"model\": \"acme/mini\", \"input\": \"one\"}");
            try (var socket = RawHttp.open(gateway.port())) {
                RawHttp.send(socket, request.substring(0, request.length() - 1));
                // Past the check of the key: the answer to a second request shows that the first was read so far.
                assertThat(gateway.post(
                                        "/v1/embeddings",
                                        key.spelled(),
                                        "{\"model\": \"acme/mini\", \"input\": \"one\"}")
                                .status())
                        .isEqualTo(200);
                var calls = gateway.engine.received().size();
                gateway.facts.revoke(key, Instant.now());
                RawHttp.send(socket, request.substring(request.length() - 1));

                assertThat(RawHttp.readUntil(socket, "\"revoked_api_key\"")).startsWith("HTTP/1.1 401 ");
                assertThat(gateway.engine.received()).hasSize(calls);
            }
        }
    }
}
