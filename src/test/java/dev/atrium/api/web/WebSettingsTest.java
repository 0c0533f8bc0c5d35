package dev.atrium.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class WebSettingsTest {

    private final Binder binder = new Binder(new MapConfigurationPropertySource(Map.of()));

    @Test
    void portalHasDefaults() {
        assertThat(binder.bindOrCreate("atrium.portal", PortalSettings.class))
                .isEqualTo(new PortalSettings("127.0.0.1", 7400, null));
    }

    @Test
    void managementHasDefaults() {
        assertThat(binder.bindOrCreate("atrium.management", ManagementSettings.class))
                .isEqualTo(new ManagementSettings(7401));
    }

    @Test
    void namesTheSettingOfAWrongPort() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PortalSettings("127.0.0.1", 70_000, null))
                .withMessage("atrium.portal.port: 70000 (expected: 0 to 65535)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ManagementSettings(-1))
                .withMessage("atrium.management.port: -1 (expected: 0 to 65535)");
    }
}
