package dev.atrium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ProcessSettingsTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of("atrium.home", "/var/lib/atrium")))
                .isEqualTo(new ProcessSettings(
                        List.of(Role.PORTAL, Role.GATEWAY),
                        Path.of("/var/lib/atrium"),
                        ProcessSettings.LogFormat.JSON));
    }

    @Test
    void startsThePortalFirst() {
        assertThat(bind(Map.of("atrium.home", "/x", "atrium.roles", "gateway,portal"))
                        .roles())
                .containsExactly(Role.PORTAL, Role.GATEWAY);
    }

    @Test
    void needsAHome() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProcessSettings(List.of(Role.PORTAL), null, ProcessSettings.LogFormat.JSON))
                .withMessage("atrium.home: none (expected: the data folder of the installation)");
    }

    @Test
    void needsARole() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProcessSettings(List.of(), Path.of("/x"), ProcessSettings.LogFormat.JSON))
                .withMessage("atrium.roles: none (expected: portal, gateway or worker)");
    }

    private static ProcessSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bind("atrium", ProcessSettings.class)
                .get();
    }
}
