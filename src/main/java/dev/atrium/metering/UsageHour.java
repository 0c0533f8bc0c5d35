package dev.atrium.metering;

import dev.atrium.pricing.Meter;
import dev.atrium.shared.ProjectId;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.TenantId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * What one organization used of one model in one hour.
 *
 * @param hour       its beginning
 * @param meter      what was counted, or null for the row that counts events and their whole amount
 * @param events     how many events the row sums up
 * @param failed     how many of them failed
 * @param quantity   base units of the meter; 0 without one
 * @param amountPico gross amount in pico-units of the currency
 */
public record UsageHour(
        TenantId payer,
        Instant hour,
        ProjectId project,
        TenantId publisher,
        RepositoryId model,
        Currency currency,
        @Nullable Meter meter,
        long events,
        long failed,
        BigInteger quantity,
        BigInteger amountPico) {

    private static final int PICO_DIGITS = 12;

    /** The amount in whole units of the currency, exactly. */
    public BigDecimal amount() {
        return new BigDecimal(amountPico, PICO_DIGITS);
    }
}
