package dev.atrium.cluster;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this process takes part in the cluster.
 *
 * @param portalConnections  most connections to MySQL that the portal holds
 * @param gatewayConnections most connections to MySQL that the gateway holds; all its uses are in the background
 * @param snapshot           file of the gateway's snapshot; null: {@code gateway/snapshot.json} in the home folder
 */
@ConfigurationProperties("atrium.cluster")
public record ClusterSettings(
        @DefaultValue("16") int portalConnections,
        @DefaultValue("4") int gatewayConnections,
        @Nullable Path snapshot) {

    public ClusterSettings {
        if (portalConnections < 2) {
            throw new IllegalArgumentException(
                    "atrium.cluster.portal-connections: %d (expected: >= 2)".formatted(portalConnections));
        }
        if (gatewayConnections < 2) {
            throw new IllegalArgumentException(
                    "atrium.cluster.gateway-connections: %d (expected: >= 2)".formatted(gatewayConnections));
        }
    }
}
