package dev.atrium.identity;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** How the portal asks Keycloak while somebody signs in: never for long, since a browser waits for it. */
final class KeycloakCalls {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration READ = Duration.ofSeconds(10);

    private KeycloakCalls() {}

    /** Exchanges codes for tokens. */
    static OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> tokens() {
        var client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(RestClient.builder()
                .requestFactory(http())
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return client;
    }

    /** Verifies tokens. There is one registration, whose keys one decoder remembers. */
    static JwtDecoderFactory<ClientRegistration> decoders() {
        return new JwtDecoderFactory<>() {

            private volatile @Nullable JwtDecoder only;

            @Override
            public JwtDecoder createDecoder(ClientRegistration registration) {
                var decoder = only;
                if (decoder == null) {
                    decoder = decoder(registration);
                    only = decoder;
                }
                return decoder;
            }
        };
    }

    private static JwtDecoder decoder(ClientRegistration registration) {
        var decoder = NimbusJwtDecoder.withJwkSetUri(
                        requireNonNull(registration.getProviderDetails().getJwkSetUri(), "jwkSetUri"))
                .restOperations(new RestTemplate(http()))
                .build();
        decoder.setJwtValidator(
                JwtValidators.createDefaultWithValidators(List.of(new OidcIdTokenValidator(registration))));
        return decoder;
    }

    private static ClientHttpRequestFactory http() {
        var http = new SimpleClientHttpRequestFactory();
        http.setConnectTimeout(CONNECT);
        http.setReadTimeout(READ);
        return http;
    }
}
