package dev.atrium.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Arrays;
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
    void listensBeyondLoopbackOnlyBehindTls() {
        var tls = URI.create("https://atrium.example.com/");

        assertThat(new PortalSettings("0.0.0.0", 7400, tls).browserUrl()).isEqualTo("https://atrium.example.com");
        for (var publicUrl : Arrays.asList(null, URI.create("http://atrium.example.com"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new PortalSettings("0.0.0.0", 7400, publicUrl))
                    .withMessage(
                            "atrium.portal.address: '0.0.0.0' (expected: loopback, since passwords would travel in clear; or put TLS in front and set atrium.portal.public-url to its https address)");
        }
    }

    @Test
    void tellsBrowsersItsOwnAddressWithoutAPublicOne() {
        assertThat(new PortalSettings("127.0.0.1", 7400, null).browserUrl()).isEqualTo("http://127.0.0.1:7400");
        assertThat(new PortalSettings("::1", 7400, null).browserUrl()).isEqualTo("http://[::1]:7400");
    }

    @Test
    void refusesAPublicAddressThatBrowsersCannotOpen() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PortalSettings("127.0.0.1", 7400, URI.create("atrium.example.com")))
                .withMessage(
                        "atrium.portal.public-url: 'atrium.example.com' (expected: an address without a path, such as https://atrium.example.com)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PortalSettings("127.0.0.1", 0, URI.create("https://example.com/atrium")))
                .withMessageStartingWith("atrium.portal.public-url: 'https://example.com/atrium'");
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
