package dev.atrium.gateway;

import dev.atrium.metering.UsageStatus;
import org.jspecify.annotations.Nullable;

/**
 * How an admitted request ended.
 *
 * @param finishReason the engine's word, or null
 * @param errorCode    stable code of the error, or null for none
 */
record Outcome(
        UsageStatus status,
        Quantities used,
        @Nullable String finishReason,
        @Nullable String errorCode) {

    /** Whether it is charged: what the caller got, or had us do until it hung up. */
    boolean isCharged() {
        return status == UsageStatus.COMPLETED || status == UsageStatus.CANCELED;
    }
}
