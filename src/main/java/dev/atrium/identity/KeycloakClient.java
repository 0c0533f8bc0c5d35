package dev.atrium.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/**
 * This portal as a client of Keycloak. Every address is spelled out, so nothing is asked before somebody signs in. The
 * secret is read each time, so that a changed file needs no restart and a missing one no Keycloak.
 */
final class KeycloakClient implements ClientRegistrationRepository {

    /** Part of the addresses {@code /oauth2/authorization/atrium} and {@code /login/oauth2/code/atrium}. */
    static final String ID = "atrium";

    private static final String PATH = "/protocol/openid-connect";

    private final KeycloakSettings keycloak;
    private final Path secretFile;
    private final String portal;

    /** @param portal address of the portal for browsers, or that by which a request came ({@code {baseUrl}}) */
    KeycloakClient(KeycloakSettings keycloak, Path secretFile, String portal) {
        this.keycloak = keycloak;
        this.secretFile = secretFile;
        this.portal = portal;
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        return id.equals(ID) ? registration() : null;
    }

    private ClientRegistration registration() {
        return ClientRegistration.withRegistrationId(ID)
                .clientName("Atrium")
                .clientId(keycloak.clientId())
                .clientSecret(secret())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build())
                .scope("openid", "profile", "email")
                .redirectUri(portal + "/login/oauth2/code/" + ID)
                .authorizationUri(keycloak.external(PATH + "/auth"))
                .tokenUri(keycloak.internal(PATH + "/token"))
                .jwkSetUri(keycloak.internal(PATH + "/certs"))
                .issuerUri(keycloak.external(""))
                .userNameAttributeName("sub")
                .providerConfigurationMetadata(Map.of("end_session_endpoint", keycloak.external(PATH + "/logout")))
                .build();
    }

    private String secret() {
        try {
            return Files.readString(secretFile).strip();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The client secret in %s cannot be read. Put the secret of client '%s' there, or set atrium.keycloak.client-secret-file."
                            .formatted(secretFile, keycloak.clientId()),
                    e);
        }
    }
}
