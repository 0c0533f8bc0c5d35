package dev.atrium.metering;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events go to MySQL.
 *
 * @param batch        most events in one transaction
 * @param pause        between two transactions, so that events gather
 * @param longestPause between two attempts while MySQL is away
 */
public record ShipperSettings(
        @DefaultValue("500") int batch,
        @DefaultValue("100ms") Duration pause,
        @DefaultValue("5s") Duration longestPause) {

    public ShipperSettings {
        if (batch < 1) {
            throw new IllegalArgumentException("atrium.metering.shipper.batch: %d (expected: >= 1)".formatted(batch));
        }
        if (!pause.isPositive()) {
            throw new IllegalArgumentException(
                    "atrium.metering.shipper.pause: %s (expected: more than 0)".formatted(pause));
        }
        if (longestPause.compareTo(pause) < 0) {
            throw new IllegalArgumentException("atrium.metering.shipper.longest-pause: %s (expected: >= pause, %s)"
                    .formatted(longestPause, pause));
        }
    }
}
