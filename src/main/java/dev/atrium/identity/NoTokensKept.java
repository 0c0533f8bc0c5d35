package dev.atrium.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;

/** Forgets access tokens at once: nobody here calls Keycloak in the name of a person. */
final class NoTokensKept implements OAuth2AuthorizedClientRepository {

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // so the interface has it
    public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
            String registration, @Nullable Authentication principal, HttpServletRequest request) {
        return null;
    }

    @Override
    public void saveAuthorizedClient(
            OAuth2AuthorizedClient client,
            @Nullable Authentication principal,
            HttpServletRequest request,
            HttpServletResponse response) {
        // What is not kept cannot leak.
    }

    @Override
    public void removeAuthorizedClient(
            String registration,
            @Nullable Authentication principal,
            HttpServletRequest request,
            HttpServletResponse response) {
        // There is none.
    }
}
