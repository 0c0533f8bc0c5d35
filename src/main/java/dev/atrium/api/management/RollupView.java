package dev.atrium.api.management;

import dev.atrium.metering.UsageHour;
import dev.atrium.shared.ProjectId;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.TenantId;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * One hour of usage as operators see it.
 *
 * @param meter  what was counted, or null for the row that counts events and their whole amount
 * @param amount in whole units of the currency, exact
 */
record RollupView(
        TenantId payer,
        Instant hour,
        ProjectId project,
        TenantId publisher,
        RepositoryId model,
        Currency currency,
        @Nullable String meter,
        long events,
        long failed,
        BigInteger quantity,
        String amount,
        BigInteger amountPico) {

    static RollupView of(UsageHour hour) {
        return new RollupView(
                hour.payer(),
                hour.hour(),
                hour.project(),
                hour.publisher(),
                hour.model(),
                hour.currency(),
                hour.meter() == null ? null : hour.meter().key(),
                hour.events(),
                hour.failed(),
                hour.quantity(),
                hour.amount().stripTrailingZeros().toPlainString(),
                hour.amountPico());
    }

    /** Names this row among all. */
    String cursor() {
        return String.join(
                ".",
                Long.toString(hour.getEpochSecond()),
                payer.text(),
                project.text(),
                publisher.text(),
                model.text(),
                currency.getCurrencyCode(),
                meter == null ? "" : meter);
    }
}
