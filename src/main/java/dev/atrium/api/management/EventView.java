package dev.atrium.api.management;

import dev.atrium.metering.UsageEvent;
import dev.atrium.metering.UsageLine;
import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.DeploymentId;
import dev.atrium.shared.JournalId;
import dev.atrium.shared.Money;
import dev.atrium.shared.PriceVersionId;
import dev.atrium.shared.ProjectId;
import dev.atrium.shared.ReplicaId;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.RequestId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.UsageEventId;
import dev.atrium.shared.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A usage event as operators see it.
 *
 * @param amount           in whole units of the currency, exact
 * @param queuedMicros     waited on the replica until it began to compute, or null when that is not known
 * @param firstTokenMicros from acceptance to the first byte of content, or null when there was none
 */
record EventView(
        UsageEventId id,
        Instant at,
        JournalId journal,
        long sequence,
        RequestId request,
        TenantId payer,
        ProjectId project,
        @Nullable ApiKeyId key,
        TenantId publisher,
        RepositoryId model,
        VersionId version,
        String alias,
        @Nullable DeploymentId deployment,
        @Nullable ReplicaId replica,
        String endpoint,
        String source,
        boolean streamed,
        String status,
        @Nullable String finishReason,
        @Nullable String errorCode,
        Instant acceptedAt,
        @Nullable Long queuedMicros,
        @Nullable Long firstTokenMicros,
        long durationMicros,
        Currency currency,
        PriceVersionId priceVersion,
        String amount,
        long amountPico,
        @Nullable String clientRequestId,
        List<Line> lines) {

    private static final int NANOS_PER_MICRO = 1_000;

    /** One meter of the event. */
    record Line(String meter, long quantity, long picoPerUnit, long amountPico, boolean exact) {

        static Line of(UsageLine line) {
            return new Line(line.meter().key(), line.quantity(), line.picoPerUnit(), line.amountPico(), line.exact());
        }
    }

    static EventView of(UsageEvent event) {
        var usage = event.usage();
        return new EventView(
                event.id(),
                event.at(),
                event.journal(),
                event.sequence(),
                usage.request(),
                usage.payer(),
                usage.project(),
                usage.key(),
                usage.publisher(),
                usage.model(),
                usage.version(),
                usage.alias(),
                usage.deployment(),
                usage.replica(),
                usage.endpoint(),
                word(usage.source()),
                usage.streamed(),
                word(usage.status()),
                usage.finishReason(),
                usage.errorCode(),
                usage.acceptedAt(),
                microsOrNull(usage.queued()),
                microsOrNull(usage.firstToken()),
                micros(usage.duration()),
                usage.currency(),
                usage.priceVersion(),
                new Money(usage.amountPico(), usage.currency()).toDecimal(),
                usage.amountPico(),
                usage.clientRequestId(),
                usage.lines().stream().map(Line::of).toList());
    }

    private static @Nullable Long microsOrNull(@Nullable Duration duration) {
        return duration == null ? null : micros(duration);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / NANOS_PER_MICRO;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
