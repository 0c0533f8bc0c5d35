package dev.atrium.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignedRequestTest {

    private static final Instant NOW = Instant.parse("2041-05-06T07:08:09.123Z");
    private static final String PATH = Heartbeat.PATH;

    private final SigningKey key = SigningKey.generate();
    private final byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    private final String signature = SignedRequest.sign(key, "POST", PATH, NOW, body);

    @Test
    void verifiesARequest() {
        assertThat(verifies("POST", PATH, NOW, body, NOW)).isTrue();
    }

    @Test
    void refusesWhateverWasChanged() {
        assertThat(verifies("PUT", PATH, NOW, body, NOW)).isFalse();
        assertThat(verifies("POST", Join.PATH, NOW, body, NOW)).isFalse();
        assertThat(verifies("POST", PATH, NOW.plusMillis(1), body, NOW)).isFalse();
        assertThat(verifies("POST", PATH, NOW, "{ }".getBytes(StandardCharsets.UTF_8), NOW))
                .isFalse();
    }

    @Test
    void refusesWhatIsTooOldOrTooNew() {
        var tolerance = SignedRequest.TOLERANCE;

        assertThat(verifies("POST", PATH, NOW, body, NOW.plus(tolerance))).isTrue();
        assertThat(verifies("POST", PATH, NOW, body, NOW.plus(tolerance).plusMillis(1)))
                .isFalse();
        assertThat(verifies("POST", PATH, NOW, body, NOW.minus(tolerance).minus(Duration.ofMillis(1))))
                .isFalse();
    }

    private boolean verifies(String method, String path, Instant at, byte[] sent, Instant now) {
        return SignedRequest.verifies(key.publicKey(), method, path, at.toEpochMilli(), sent, signature, now);
    }
}
