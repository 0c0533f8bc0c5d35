package dev.atrium.metering;

import dev.atrium.shared.TenantId;
import java.math.BigInteger;
import java.util.Currency;

/**
 * A sum of rollups that is not the sum of the events.
 *
 * @param eventsPico  sum of the events' amounts in pico-units
 * @param rollupsPico sum of the rollups' amounts in pico-units
 */
public record UsageDifference(TenantId payer, Currency currency, BigInteger eventsPico, BigInteger rollupsPico) {}
