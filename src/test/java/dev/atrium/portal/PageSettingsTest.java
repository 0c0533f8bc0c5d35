package dev.atrium.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PageSettingsTest {

    @Test
    void hidesThePageForDevelopersUnlessToldOtherwise() {
        var nothing = new Binder(new MapConfigurationPropertySource(Map.of()));

        assertThat(nothing.bindOrCreate("atrium.portal", PageSettings.class)).isEqualTo(new PageSettings(false));
    }
}
