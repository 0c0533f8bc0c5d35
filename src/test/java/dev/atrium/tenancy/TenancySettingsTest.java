package dev.atrium.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TenancySettingsTest {

    @Test
    void countsInDollarsUnlessConfigured() {
        assertThat(bind(Map.of())).isEqualTo(new TenancySettings(Currency.getInstance("USD")));
        assertThat(bind(Map.of("atrium.tenancy.currency", "CNY")))
                .isEqualTo(new TenancySettings(Currency.getInstance("CNY")));
    }

    private static TenancySettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("atrium.tenancy", TenancySettings.class);
    }
}
