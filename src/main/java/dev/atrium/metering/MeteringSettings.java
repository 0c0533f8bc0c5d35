package dev.atrium.metering;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Metering, in the gateway ({@code journal}, {@code shipper}) and in the portal.
 *
 * @param rollups   from one look for hours to compute to the next
 * @param daysAhead for how many days to come usage tables have partitions
 */
@ConfigurationProperties("atrium.metering")
public record MeteringSettings(
        @DefaultValue JournalSettings journal,
        @DefaultValue ShipperSettings shipper,
        @DefaultValue("2s") Duration rollups,
        @DefaultValue("30") int daysAhead) {

    private static final int MOST_DAYS_AHEAD = 365;

    public MeteringSettings {
        if (!rollups.isPositive()) {
            throw new IllegalArgumentException(
                    "atrium.metering.rollups: %s (expected: more than 0)".formatted(rollups));
        }
        if (daysAhead < 1 || daysAhead > MOST_DAYS_AHEAD) {
            throw new IllegalArgumentException(
                    "atrium.metering.days-ahead: %d (expected: 1 to 365)".formatted(daysAhead));
        }
    }
}
