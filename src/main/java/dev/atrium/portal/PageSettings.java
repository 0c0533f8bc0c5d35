package dev.atrium.portal;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the portal shows.
 *
 * @param kit        the page {@code /kit} with every component in its states, for developers; it needs no sign-in
 * @param gatewayUrl where people's programs reach a gateway; a slash at its end is dropped; null for where one listens
 */
@ConfigurationProperties("atrium.portal")
public record PageSettings(
        @DefaultValue("false") boolean kit, @Nullable URI gatewayUrl) {

    public PageSettings {
        if (gatewayUrl != null) {
            gatewayUrl = URI.create(gatewayUrl.toString().replaceFirst("/+$", ""));
        }
    }
}
