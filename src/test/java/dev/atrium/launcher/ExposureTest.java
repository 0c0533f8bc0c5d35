package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExposureTest {

    private static final String PUBLIC = "https://atrium.example.com/";
    private static final String API = "https://api.example.com";
    private static final String SSO = "https://sso.example.com";

    @Test
    void isLocalUnlessConfiguredOtherwise() {
        assertThat(of(Map.of())).isEqualTo(new Exposure(true, Optional.empty(), Optional.empty()));
        assertThat(of(Map.of("ATRIUM_PORTAL_ADDRESS", "127.0.0.2", "ATRIUM_GATEWAY_ADDRESS", "::1"))
                        .isLocal())
                .isTrue();
        assertThat(of(Map.of("ATRIUM_PORTAL_PUBLIC_URL", "http://localhost:9000"))
                        .isLocal())
                .isTrue();
    }

    @Test
    void isNotLocalBehindTls() {
        assertThat(of(Map.of(
                        "ATRIUM_PORTAL_PUBLIC_URL",
                        PUBLIC,
                        "ATRIUM_PORTAL_GATEWAY_URL",
                        API,
                        "ATRIUM_KEYCLOAK_PUBLIC_URL",
                        SSO)))
                .isEqualTo(new Exposure(false, Optional.of("https://atrium.example.com"), Optional.of(SSO)));
        assertThat(of(Map.of(
                                "ATRIUM_PORTAL_PUBLIC_URL",
                                PUBLIC,
                                "ATRIUM_PORTAL_GATEWAY_URL",
                                API,
                                "ATRIUM_KEYCLOAK_URL",
                                SSO))
                        .isLocal())
                .isFalse();
    }

    @Test
    void isNotLocalWithAnExistingKeycloakOnThisMachine() {
        assertThat(of(Map.of("ATRIUM_KEYCLOAK_URL", "http://127.0.0.1:8080")).isLocal())
                .isFalse();
    }

    @Test
    void refusesListenersThatOthersReachWithoutTls() {
        assertThatThrownBy(() -> of(Map.of("ATRIUM_PORTAL_ADDRESS", "0.0.0.0")))
                .isInstanceOf(CommandException.class)
                .hasMessage(
                        "ATRIUM_PORTAL_ADDRESS is 0.0.0.0, where passwords and keys would travel in clear. Put TLS in front and set ATRIUM_PORTAL_PUBLIC_URL to its https address.");
        assertThatThrownBy(() -> of(Map.of("ATRIUM_GATEWAY_ADDRESS", "10.1.2.3")))
                .hasMessage(
                        "ATRIUM_GATEWAY_ADDRESS is 10.1.2.3, where passwords and keys would travel in clear. Put TLS in front and set ATRIUM_PORTAL_PUBLIC_URL to its https address.");
    }

    @Test
    void refusesAGatewayInClearBesideAPortalBehindTls() {
        var variables = Map.of(
                "ATRIUM_PORTAL_PUBLIC_URL",
                PUBLIC,
                "ATRIUM_PORTAL_GATEWAY_URL",
                API,
                "ATRIUM_KEYCLOAK_URL",
                SSO,
                "ATRIUM_GATEWAY_ADDRESS",
                "0.0.0.0");
        var behindTls = new HashMap<>(variables);
        behindTls.put("ATRIUM_GATEWAY_TLS_IN_FRONT", "true");

        assertThatThrownBy(() -> of(variables))
                .hasMessage(
                        "ATRIUM_GATEWAY_ADDRESS is 0.0.0.0, where keys would travel in clear. Put TLS in front of the gateway too and set ATRIUM_GATEWAY_TLS_IN_FRONT to true.");
        assertThat(of(behindTls).isLocal()).isFalse();
    }

    @Test
    void refusesPublicAddressesWithoutTls() {
        assertThatThrownBy(() -> of(Map.of("ATRIUM_PORTAL_PUBLIC_URL", "http://atrium.example.com")))
                .hasMessage(
                        "ATRIUM_PORTAL_PUBLIC_URL: 'http://atrium.example.com' (expected: an address that begins with https://, since passwords or keys travel there). Put TLS in front and correct it.");
        assertThatThrownBy(() -> of(Map.of("ATRIUM_KEYCLOAK_URL", "http://10.0.0.7:8080")))
                .hasMessage(
                        "ATRIUM_KEYCLOAK_URL: 'http://10.0.0.7:8080' (expected: an address that begins with https://, since passwords or keys travel there). Put TLS in front and correct it.");
    }

    @Test
    void refusesAKeycloakElsewhereWithAPortalInClear() {
        assertThatThrownBy(() -> of(Map.of("ATRIUM_KEYCLOAK_URL", SSO)))
                .hasMessage(
                        "ATRIUM_KEYCLOAK_URL is elsewhere and would send people back to the portal in clear. Put TLS in front of the portal and set ATRIUM_PORTAL_PUBLIC_URL to its https address.");
    }

    @Test
    void refusesAKeycloakThatBrowsersCannotReach() {
        assertThatThrownBy(() -> of(Map.of("ATRIUM_PORTAL_PUBLIC_URL", PUBLIC, "ATRIUM_PORTAL_GATEWAY_URL", API)))
                .hasMessage(
                        "ATRIUM_PORTAL_PUBLIC_URL is set, but browsers elsewhere cannot reach Keycloak on this machine's loopback. Set ATRIUM_KEYCLOAK_PUBLIC_URL to an https address in front of it, or ATRIUM_KEYCLOAK_URL to an existing Keycloak.");
    }

    @Test
    void refusesToShowPeopleElsewhereAnAddressOfThisMachine() {
        var variables = Map.of("ATRIUM_PORTAL_PUBLIC_URL", "https://atrium.example.com", "ATRIUM_KEYCLOAK_URL", SSO);
        var withLoopback = new HashMap<>(variables);
        withLoopback.put("ATRIUM_PORTAL_GATEWAY_URL", "http://127.0.0.1:7402");

        for (var refused : List.of(variables, withLoopback)) {
            assertThatThrownBy(() -> of(refused))
                    .hasMessage(
                            "ATRIUM_PORTAL_PUBLIC_URL is set, but pages would tell people elsewhere to send their calls to this machine's loopback. Set ATRIUM_PORTAL_GATEWAY_URL to an https address in front of the gateway.");
        }
        assertThatThrownBy(() -> of(Map.of("ATRIUM_PORTAL_GATEWAY_URL", "http://api.example.com")))
                .hasMessageStartingWith("ATRIUM_PORTAL_GATEWAY_URL: 'http://api.example.com' (expected:");
    }

    @Test
    void refusesDemoDataForOthers() {
        assertThatThrownBy(() -> of(Map.of(
                        "ATRIUM_PORTAL_PUBLIC_URL",
                        PUBLIC,
                        "ATRIUM_PORTAL_GATEWAY_URL",
                        API,
                        "ATRIUM_KEYCLOAK_URL",
                        SSO,
                        "ATRIUM_DEMO_ENABLED",
                        "true")))
                .hasMessage(
                        "ATRIUM_DEMO_ENABLED is true, but this installation has a public address or an existing Keycloak, and demo data are for one's own machine. Unset it.");
    }

    @Test
    void refusesThePageForDevelopersToOthers() {
        assertThatThrownBy(
                        () -> of(Map.of("ATRIUM_KEYCLOAK_URL", "http://127.0.0.1:8080", "ATRIUM_PORTAL_KIT", "true")))
                .hasMessageStartingWith("ATRIUM_PORTAL_KIT is true, but this installation has");
    }

    private static Exposure of(Map<String, String> variables) {
        return Exposure.of(new Variables(variables));
    }
}
