package dev.atrium.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PageSettingsTest {

    @Test
    void hidesThePageForDevelopersUnlessToldOtherwise() {
        var nothing = new Binder(new MapConfigurationPropertySource(Map.of()));

        assertThat(nothing.bindOrCreate("atrium.portal", PageSettings.class)).isEqualTo(new PageSettings(false, null));
    }

    @Test
    void namesAnotherAddressForProgramsWhereToldTo() {
        var told = new Binder(
                new MapConfigurationPropertySource(Map.of("atrium.portal.gateway-url", "https://api.example.com/")));

        assertThat(told.bindOrCreate("atrium.portal", PageSettings.class).gatewayUrl())
                .isEqualTo(URI.create("https://api.example.com"));
    }
}
