package dev.atrium.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ClusterSettingsTest {

    @Test
    void hasDefaults() {
        var settings = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("atrium.cluster", ClusterSettings.class);

        assertThat(settings).isEqualTo(new ClusterSettings(16, 4, null));
    }

    @Test
    void refusesPoolsThatWouldStall() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClusterSettings(1, 4, null))
                .withMessage("atrium.cluster.portal-connections: 1 (expected: >= 2)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClusterSettings(16, 1, null))
                .withMessage("atrium.cluster.gateway-connections: 1 (expected: >= 2)");
    }
}
