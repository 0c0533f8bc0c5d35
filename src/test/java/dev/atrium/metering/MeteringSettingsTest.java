package dev.atrium.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.metering.log.LogSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class MeteringSettingsTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new MeteringSettings(
                        new JournalSettings(
                                null,
                                DataSize.ofMegabytes(32),
                                DataSize.ofGigabytes(2),
                                DataSize.ofMegabytes(256),
                                false),
                        new ShipperSettings(500, Duration.ofMillis(100), Duration.ofSeconds(5)),
                        Duration.ofSeconds(2),
                        30));
    }

    @Test
    void keepsTheJournalInTheHomeFolder() {
        assertThat(bind(Map.of()).journal().toLogSettings(Path.of("/home")))
                .isEqualTo(new LogSettings(Path.of("/home/gateway/journal"), 32 << 20, 2L << 30, 256L << 20, false));
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new ShipperSettings(0, Duration.ofMillis(1), Duration.ofMillis(1)))
                .withMessage("atrium.metering.shipper.batch: 0 (expected: >= 1)");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new JournalSettings(
                        null, DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), DataSize.ofBytes(0), false))
                .withMessage("atrium.metering.journal.limit: 1048576B (expected: at least two segments of 1048576B)");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new JournalSettings(
                        null, DataSize.ofKilobytes(63), DataSize.ofMegabytes(1), DataSize.ofBytes(0), false))
                .withMessage("atrium.metering.journal.segment: 64512B (expected: 64KB to 1GB)");
    }

    private static MeteringSettings bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("atrium.metering", MeteringSettings.class);
    }
}
