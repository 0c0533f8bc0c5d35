package dev.atrium.metering;

import dev.atrium.shared.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Currency;

/**
 * What an organization used on one day of one model, or by one caller.
 *
 * @param day          of the reader's calendar
 * @param calls        admitted ones, failed ones included
 * @param errors       those that the engine refused or that failed
 * @param inputTokens  of all calls, charged or not; likewise {@code outputTokens}
 * @param amountPico   gross amount in pico-units of the currency
 */
public record UsageSum(
        LocalDate day,
        UsageSubject subject,
        Currency currency,
        long calls,
        long errors,
        BigInteger inputTokens,
        BigInteger outputTokens,
        BigInteger amountPico) {

    /** The amount in whole units of the currency, exactly. */
    public BigDecimal amount() {
        return new BigDecimal(amountPico, Money.SCALE);
    }

    UsageSum under(UsageSubject other) {
        return new UsageSum(day, other, currency, calls, errors, inputTokens, outputTokens, amountPico);
    }

    /** Both sums together, under the subject of this one. */
    UsageSum plus(UsageSum other) {
        return new UsageSum(
                day,
                subject,
                currency,
                calls + other.calls,
                errors + other.errors,
                inputTokens.add(other.inputTokens),
                outputTokens.add(other.outputTokens),
                amountPico.add(other.amountPico));
    }
}
