package dev.atrium.identity;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeycloakClientTest {

    private static final KeycloakSettings SETTINGS = new KeycloakSettings(
            URI.create("http://10.0.0.7:8080/"), URI.create("https://sso.example.com"), "people", "x", null, false);

    @TempDir
    private Path folder;

    @Test
    void sendsBrowsersToThePublicAddressAndAsksAtTheOther() throws Exception {
        var secret = Files.writeString(folder.resolve("secret"), "hush\n");

        var registration = requireNonNull(
                new KeycloakClient(SETTINGS, secret, "https://atrium.example.com").findByRegistrationId("atrium"));

        var provider = registration.getProviderDetails();
        assertThat(registration.getClientSecret()).isEqualTo("hush");
        assertThat(registration.getRedirectUri()).isEqualTo("https://atrium.example.com/login/oauth2/code/atrium");
        assertThat(registration.getClientSettings().isRequireProofKey()).isTrue();
        assertThat(provider.getAuthorizationUri())
                .isEqualTo("https://sso.example.com/realms/people/protocol/openid-connect/auth");
        assertThat(provider.getIssuerUri()).isEqualTo("https://sso.example.com/realms/people");
        assertThat(provider.getTokenUri())
                .isEqualTo("http://10.0.0.7:8080/realms/people/protocol/openid-connect/token");
        assertThat(provider.getJwkSetUri())
                .isEqualTo("http://10.0.0.7:8080/realms/people/protocol/openid-connect/certs");
    }

    @Test
    void knowsNoOtherRegistration() {
        assertThat(new KeycloakClient(SETTINGS, folder, "{baseUrl}").findByRegistrationId("google"))
                .isNull();
    }

    @Test
    void namesTheFileThatIsMissing() {
        var missing = folder.resolve("missing");

        assertThatIllegalStateException()
                .isThrownBy(() -> new KeycloakClient(SETTINGS, missing, "{baseUrl}").findByRegistrationId("atrium"))
                .withMessage(
                        "The client secret in %s cannot be read. Put the secret of client 'x' there, or set atrium.keycloak.client-secret-file.",
                        missing);
    }
}
