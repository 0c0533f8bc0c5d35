package dev.atrium.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.shared.ProcessId;
import dev.atrium.shared.WorkerId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTokenTest {

    private static final Instant NOW = Instant.parse("2041-05-06T07:08:09Z");

    private final SigningKey key = SigningKey.generate();
    private final ProcessId gateway = ProcessId.next();
    private final WorkerId worker = WorkerId.next();
    private final GatewayToken token = new GatewayToken(gateway, worker, NOW.plusSeconds(60));

    @Test
    void isGoodForItsWorker() {
        assertThat(verify(token.signedBy(key), worker, NOW)).contains(token);
    }

    @Test
    void isGoodForNoOtherWorker() {
        assertThat(verify(token.signedBy(key), WorkerId.next(), NOW)).isEmpty();
    }

    @Test
    void expires() {
        assertThat(verify(token.signedBy(key), worker, NOW.plusSeconds(59))).isPresent();
        assertThat(verify(token.signedBy(key), worker, NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void isSignedByTheGatewayThatItNames() {
        assertThat(verify(token.signedBy(SigningKey.generate()), worker, NOW)).isEmpty();
        assertThat(GatewayToken.verify(token.signedBy(key), worker, _ -> null, NOW))
                .isEmpty();
    }

    @Test
    void cannotBeProlonged() {
        var prolonged = new GatewayToken(gateway, worker, NOW.plusSeconds(600)).signedBy(SigningKey.generate());
        var signature = token.signedBy(key).substring(token.signedBy(key).lastIndexOf('.'));

        var forged = prolonged.substring(0, prolonged.lastIndexOf('.')) + signature;

        assertThat(verify(forged, worker, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "...", "a.b.c.d", "prc_1.wrk_1.x.y", "....", "Bearer x"})
    void isNothingElse(String text) {
        assertThat(verify(text, worker, NOW)).isEmpty();
    }

    private Optional<GatewayToken> verify(String text, WorkerId self, Instant now) {
        return GatewayToken.verify(text, self, name -> name.equals(gateway) ? key.publicKey() : null, now);
    }
}
