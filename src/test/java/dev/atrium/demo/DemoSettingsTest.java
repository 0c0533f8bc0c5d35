package dev.atrium.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DemoSettingsTest {

    @Test
    void makesNoDemoUnlessAsked() {
        var settings = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("atrium.demo", DemoSettings.class);

        assertThat(settings).isEqualTo(new DemoSettings(false, false));
    }
}
