package dev.atrium.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class GatewaySettingsTest {

    @Test
    void hasDefaults() {
        assertThat(Settings.defaults())
                .isEqualTo(new GatewaySettings(
                        "127.0.0.1",
                        false,
                        7402,
                        7403,
                        DataSize.ofMegabytes(10),
                        DataSize.ofMegabytes(64),
                        null,
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(120),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60),
                        10_000,
                        3,
                        Duration.ofMinutes(15),
                        4_000,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(8)));
    }

    @Test
    void listensEverywhereBehindTls() {
        var settings = Settings.with(Map.of("address", "0.0.0.0", "tls-in-front", "true"));

        assertThat(settings.address()).isEqualTo("0.0.0.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "address | 0.0.0.0 | atrium.gateway.address: 0.0.0.0 (expected: loopback, since keys would travel in clear; or put TLS in front and set atrium.gateway.tls-in-front to true)",
                "port | 70000 | atrium.gateway.port: 70000 (expected: 0 to 65535)",
                "operations-port | -1 | atrium.gateway.operations-port: -1 (expected: 0 to 65535)",
                "max-body | 0B | atrium.gateway.max-body: 0B (expected: more than 0)",
                "buffer-budget | 9MB | atrium.gateway.buffer-budget: 9437184B (expected: max-body (10485760B) or more)",
                "body-timeout | 0s | atrium.gateway.body-timeout: PT0S (expected: more than 0)",
                "max-in-flight | 0 | atrium.gateway.max-in-flight: 0 (expected: more than 0)",
                "warm-up-requests | -1 | atrium.gateway.warm-up-requests: -1 (expected: 0 or more)",
                "drain | -1s | atrium.gateway.drain: PT-1S (expected: 0 or more)",
            })
    void namesTheKeyThatIsWrong(String key, String value, String message) {
        assertThatThrownBy(() -> Settings.with(Map.of(key, value))).rootCause().hasMessage(message);
    }
}
