package dev.atrium.api.web;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the portal listens.
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

    public PortalSettings {
        Ports.require("atrium.portal.port", port);
    }
}
