package dev.atrium.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class KeycloakSettingsTest {

    private static final URI URL = URI.create("http://127.0.0.1:7407");

    @Test
    void hasDefaults() {
        assertThat(new Binder(new MapConfigurationPropertySource(Map.of()))
                        .bindOrCreate("atrium.keycloak", KeycloakSettings.class))
                .isEqualTo(new KeycloakSettings(URL, null, "atrium", "atrium-portal", null, false));
    }

    @Test
    void needsAnAddress() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeycloakSettings(URI.create("sso"), null, "atrium", "x", null, false))
                .withMessage("atrium.keycloak.url: 'sso' (expected: an address such as https://sso.example.com)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeycloakSettings(URL, URI.create("ftp://x"), "atrium", "x", null, false))
                .withMessage(
                        "atrium.keycloak.public-url: 'ftp://x' (expected: an address such as https://sso.example.com)");
    }

    @Test
    void needsARealmThatFitsIntoAnAddress() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeycloakSettings(URL, null, "a/b", "x", null, false))
                .withMessage("atrium.keycloak.realm: 'a/b' (expected: letters, digits, '.', '_' and '-')");
    }
}
