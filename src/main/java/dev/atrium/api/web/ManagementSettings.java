package dev.atrium.api.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where operators of this installation manage it. Always loopback.
 *
 * @param port 0 for any free one
 */
@ConfigurationProperties("atrium.management")
public record ManagementSettings(@DefaultValue("7401") int port) {

    public ManagementSettings {
        Ports.require("atrium.management.port", port);
    }
}
