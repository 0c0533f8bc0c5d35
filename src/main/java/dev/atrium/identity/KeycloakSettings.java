package dev.atrium.identity;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Keycloak is, and what this portal is there.
 *
 * @param url              where the portal reaches it
 * @param publicUrl        where browsers reach it; null: at {@code url}
 * @param realm            in which people are
 * @param clientId         under which the realm knows this portal
 * @param clientSecretFile holds what the portal proves itself with; null: {@code secrets/keycloak-client} in the home
 * @param registration     whether anybody whom Keycloak lets sign in may come in for the first time; otherwise only
 *                         those who are expected
 */
@ConfigurationProperties("atrium.keycloak")
public record KeycloakSettings(
        @DefaultValue("http://127.0.0.1:7407") URI url,
        @Nullable URI publicUrl,
        @DefaultValue("atrium") String realm,
        @DefaultValue("atrium-portal") String clientId,
        @Nullable Path clientSecretFile,
        @DefaultValue("false") boolean registration) {

    public KeycloakSettings {
        requireHttp("atrium.keycloak.url", url);
        requireHttp("atrium.keycloak.public-url", publicUrl == null ? url : publicUrl);
        if (!realm.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException(
                    "atrium.keycloak.realm: '%s' (expected: letters, digits, '.', '_' and '-')".formatted(realm));
        }
    }

    /** An address of the realm that the portal asks. */
    String internal(String path) {
        return address(url, path);
    }

    /** An address of the realm that browsers open. */
    String external(String path) {
        return address(publicUrl == null ? url : publicUrl, path);
    }

    private String address(URI base, String path) {
        return base.toString().replaceAll("/+$", "") + "/realms/" + realm + path;
    }

    private static void requireHttp(String setting, URI url) {
        var isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!isHttp || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "%s: '%s' (expected: an address such as https://sso.example.com)".formatted(setting, url));
        }
    }
}
