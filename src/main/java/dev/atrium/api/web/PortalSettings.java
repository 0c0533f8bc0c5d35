package dev.atrium.api.web;

import dev.atrium.shared.Hosts;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the portal listens. It speaks plain HTTP, so beyond loopback it starts only when {@code publicUrl} says that
 * TLS is in front.
 *
 * @param address   network address; loopback unless configured
 * @param port      0 for any free one
 * @param publicUrl where browsers reach it, for example through a proxy that speaks TLS; null: at its own address
 */
@ConfigurationProperties("atrium.portal")
public record PortalSettings(
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("7400") int port,
        @Nullable URI publicUrl) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    public PortalSettings {
        Ports.require("atrium.portal.port", port);
        if (publicUrl != null && !isPlace(publicUrl)) {
            throw new IllegalArgumentException(
                    "atrium.portal.public-url: '%s' (expected: an address without a path, such as https://atrium.example.com)"
                            .formatted(publicUrl));
        }
        if (!isTls(publicUrl) && !Hosts.isLoopback(address)) {
            throw new IllegalArgumentException(
                    "atrium.portal.address: '%s' (expected: loopback, since passwords would travel in clear; or put TLS in front and set atrium.portal.public-url to its https address)"
                            .formatted(address));
        }
    }

    /** Whether browsers come through something that speaks TLS. */
    boolean isBehindTls() {
        return isTls(publicUrl);
    }

    /** Where browsers reach it, without a slash at the end. */
    public String browserUrl() {
        if (publicUrl != null) {
            return publicUrl.toString().replaceAll("/+$", "");
        }
        return "http://%s:%d".formatted(address.indexOf(':') < 0 ? address : "[" + address + "]", port);
    }

    /** The port that browsers see; only for one with a public address. */
    static int publicPort(URI publicUrl) {
        if (publicUrl.getPort() >= 0) {
            return publicUrl.getPort();
        }
        return isTls(publicUrl) ? HTTPS : HTTP;
    }

    private static boolean isTls(@Nullable URI url) {
        return url != null && "https".equals(url.getScheme());
    }

    private static boolean isPlace(URI url) {
        var isHttp = isTls(url) || "http".equals(url.getScheme());
        return isHttp && url.getHost() != null && url.getPath().matches("/*") && url.getQuery() == null;
    }
}
