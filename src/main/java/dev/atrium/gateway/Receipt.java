package dev.atrium.gateway;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.atrium.metering.Usage;
import dev.atrium.metering.UsageEvent;
import dev.atrium.metering.UsageLine;
import dev.atrium.shared.Money;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A usage event as its payer reads it.
 *
 * @param model            as the caller wrote it
 * @param queuedMillis     waited on the replica until it began to compute; null when that is not known
 * @param firstByteMillis  null when nothing was produced
 * @param cost             in whole units of the currency, exact
 */
record Receipt(
        String object,
        String id,
        @JsonProperty("request_id") String request,
        @JsonProperty("client_request_id") @Nullable String clientRequest,
        String status,
        @JsonProperty("error_code") @Nullable String errorCode,
        @JsonProperty("finish_reason") @Nullable String finishReason,
        String endpoint,
        boolean streamed,
        String model,
        String version,
        String project,
        @Nullable String key,
        @JsonProperty("accepted_at") Instant acceptedAt,
        @JsonProperty("queued_ms") @Nullable Long queuedMillis,
        @JsonProperty("first_byte_ms") @Nullable Long firstByteMillis,
        @JsonProperty("duration_ms") long durationMillis,
        @JsonProperty("price_version") String priceVersion,
        String currency,
        String cost,
        List<Line> lines) {

    /** @param exact false when the quantity is an estimate, because the engine reported none */
    record Line(
            String meter,
            long quantity,
            @JsonProperty("unit_price") String unitPrice,
            String cost,
            boolean exact) {

        static Line of(UsageLine line, Currency currency) {
            return new Line(
                    line.meter().key(),
                    line.quantity(),
                    new Money(line.picoPerUnit(), currency).toDecimal(),
                    new Money(line.amountPico(), currency).toDecimal(),
                    line.exact());
        }
    }

    static Receipt of(UsageEvent event) {
        var usage = event.usage();
        return new Receipt(
                "usage",
                event.id().text(),
                usage.request().text(),
                usage.clientRequestId(),
                usage.status().name().toLowerCase(Locale.ROOT),
                usage.errorCode(),
                usage.finishReason(),
                usage.endpoint(),
                usage.streamed(),
                usage.alias(),
                usage.version().text(),
                usage.project().text(),
                usage.key() == null ? null : usage.key().text(),
                usage.acceptedAt(),
                usage.queued() == null ? null : usage.queued().toMillis(),
                usage.firstToken() == null ? null : usage.firstToken().toMillis(),
                usage.duration().toMillis(),
                usage.priceVersion().text(),
                usage.currency().getCurrencyCode(),
                new Money(usage.amountPico(), usage.currency()).toDecimal(),
                lines(usage));
    }

    private static List<Line> lines(Usage usage) {
        return usage.lines().stream()
                .map(line -> Line.of(line, usage.currency()))
                .toList();
    }
}
