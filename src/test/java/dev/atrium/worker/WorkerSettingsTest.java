package dev.atrium.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class WorkerSettingsTest {

    private static final Path HOME = Path.of("/srv/atrium");

    @Test
    void hasDefaults() {
        var settings = bind(Map.of());

        assertThat(settings)
                .isEqualTo(new WorkerSettings(
                        "127.0.0.1",
                        7404,
                        null,
                        7405,
                        URI.create("http://127.0.0.1:7400"),
                        false,
                        null,
                        null,
                        null,
                        DataSize.ofMegabytes(10),
                        0,
                        256,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        DataSize.ofBytes(0)));
        assertThat(settings.dataIn(HOME)).isEqualTo(Path.of("/srv/atrium/worker"));
        assertThat(settings.joinTokenFileIn(HOME)).isEqualTo(Path.of("/srv/atrium/secrets/join-token"));
        assertThat(settings.nameOrHost()).isNotBlank();
        assertThat(settings.slotsOrCores()).isPositive();
        assertThat(settings.chatMemoryBytes()).isEqualTo(Inventory.memoryBytes() / 8);
        assertThat(settings.isLoopback()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            port            | 70000         | atrium.worker.port: 70000 (expected: 0 to 65535)
            operations-port | -1            | atrium.worker.operations-port: -1 (expected: 0 to 65535)
            slots           | -1            | atrium.worker.slots: -1 (expected: 0 to 1024)
            queue           | 0             | atrium.worker.queue: 0 (expected: 1 to 100000)
            portal-url      | ftp://x       | atrium.worker.portal-url: 'ftp://x' (expected: http or https with a host)
            portal-url      | //x           | atrium.worker.portal-url: '//x' (expected: http or https with a host)
            portal-url      | http://p.test | atrium.worker.portal-url: 'http://p.test' (expected: https beyond this machine; on a network that you trust, set atrium.worker.plain-http to true)
            portal-url      | http://10.0.0.5 | atrium.worker.portal-url: 'http://10.0.0.5' (expected: https beyond this machine; on a network that you trust, set atrium.worker.plain-http to true)
            name            | ' '           | atrium.worker.name: ' ' (expected: 1 to 80 characters)
            max-body        | 3GB           | atrium.worker.max-body: 3221225472B (expected: 1B to 2GB)
            chat-memory     | -1B           | atrium.worker.chat-memory: -1B (expected: >= 0B)
            sign-of-life    | 0s            | atrium.worker.sign-of-life: PT0S (expected: > 0)
            drain           | -1s           | atrium.worker.drain: PT-1S (expected: >= 0)
            """)
    void namesWhatIsWrong(String key, String value, String message) {
        assertThatThrownBy(() -> bind(Map.of("atrium.worker." + key, value))).hasRootCauseMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:7400", "http://127.0.0.5", "http://[::1]:7400", "https://portal.test"})
    void takesPlainHttpOnThisMachineAndTlsAnywhere(String url) {
        assertThat(bind(Map.of("atrium.worker.portal-url", url)).portalUrl()).isEqualTo(URI.create(url));
    }

    @Test
    void takesPlainHttpElsewhereWhenToldTo() {
        var settings = Map.of("atrium.worker.portal-url", "http://10.0.0.5", "atrium.worker.plain-http", "true");

        assertThat(bind(settings).plainHttp()).isTrue();
    }

    private static WorkerSettings bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("atrium.worker", WorkerSettings.class);
    }
}
