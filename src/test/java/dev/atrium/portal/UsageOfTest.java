package dev.atrium.portal;

import dev.atrium.metering.CallFilter;
import dev.atrium.metering.Usage;
import dev.atrium.metering.UsageEvent;
import dev.atrium.metering.UsageEvents;
import dev.atrium.metering.UsageLine;
import dev.atrium.metering.UsagePeriod;
import dev.atrium.metering.UsageReports;
import dev.atrium.metering.UsageSource;
import dev.atrium.metering.UsageStatus;
import dev.atrium.metering.UsageSubject;
import dev.atrium.metering.UsageSum;
import dev.atrium.pricing.Meter;
import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.Id;
import dev.atrium.shared.JournalId;
import dev.atrium.shared.PriceVersionId;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.RequestId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.UsageEventId;
import dev.atrium.shared.VersionId;
import dev.atrium.tenancy.Tenant;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Usage in memory. */
public final class UsageOfTest implements UsageEvents {

    private final List<UsageEvent> events = new CopyOnWriteArrayList<>();

    /** A call with seven tokens, for $0.00000014 if it is completed. */
    public UsageEvent add(Tenant payer, ApiKeyId key, UsageStatus status, @Nullable String error) {
        return add(payer, key, status, error, status == UsageStatus.COMPLETED ? 140_000 : 0);
    }

    /** @param amount in pico-units of the payer's currency */
    public UsageEvent add(Tenant payer, ApiKeyId key, UsageStatus status, @Nullable String error, long amount) {
        var usage = new Usage(
                RequestId.next(),
                payer.id(),
                payer.defaultProject(),
                key,
                null,
                payer.id(),
                null,
                RepositoryId.next(),
                VersionId.next(),
                "acme/mini",
                null,
                null,
                "/v1/embeddings",
                UsageSource.API,
                false,
                status,
                null,
                error,
                Instant.now(),
                null,
                Duration.ofMillis(12),
                payer.currency(),
                PriceVersionId.next(),
                amount,
                null,
                null,
                null,
                List.of(new UsageLine(Meter.INPUT_TOKENS, 7, 20_000, amount, true)),
                null);
        var event = new UsageEvent(UsageEventId.next(), JournalId.next(), events.size() + 1, usage);
        events.addFirst(event);
        return event;
    }

    public void clear() {
        events.clear();
    }

    @Override
    public Optional<UsageEvent> find(TenantId payer, UsageEventId event) {
        return of(payer, null, Integer.MAX_VALUE).stream()
                .filter(known -> known.id().equals(event))
                .findFirst();
    }

    @Override
    public boolean hasCompleted(TenantId payer, @Nullable Set<? extends Id> callers) {
        return by(payer, callers).anyMatch(event -> event.usage().status() == UsageStatus.COMPLETED);
    }

    private Stream<UsageEvent> by(TenantId payer, @Nullable Set<? extends Id> callers) {
        return of(payer, null, Integer.MAX_VALUE).stream()
                .filter(event ->
                        callers == null || callers.contains(event.usage().key()));
    }

    @Override
    public List<UsageEvent> of(TenantId payer, @Nullable UsageEventId before, int limit) {
        return events.stream()
                .filter(event -> event.usage().payer().equals(payer))
                .limit(limit)
                .toList();
    }

    @Override
    public List<UsageEvent> all(@Nullable UsageEventId before, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Sums of all that there is, by model. */
    UsageReports reports() {
        return new Reports();
    }

    private final class Reports implements UsageReports {

        @Override
        public List<UsageSum> sums(TenantId payer, UsagePeriod period, UsageSubject.Kind kind, CallFilter filter) {
            return by(payer, filter.callers()).map(event -> sum(event, period)).toList();
        }

        @Override
        public List<UsageEvent> calls(
                TenantId payer, UsagePeriod period, CallFilter filter, @Nullable UsageEventId before, int limit) {
            return by(payer, filter.callers()).limit(limit).toList();
        }

        @Override
        public Optional<UsageEvent> call(TenantId payer, UsageEventId call) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<UsageEvent> call(TenantId payer, RequestId request) {
            throw new UnsupportedOperationException();
        }

        private static UsageSum sum(UsageEvent event, UsagePeriod period) {
            var usage = event.usage();
            var isError = usage.status() == UsageStatus.FAILED || usage.status() == UsageStatus.REFUSED;
            return new UsageSum(
                    period.first(),
                    new UsageSubject.Model(usage.model(), usage.alias()),
                    usage.currency(),
                    1,
                    isError ? 1 : 0,
                    BigInteger.ZERO,
                    BigInteger.ZERO,
                    BigInteger.valueOf(usage.amountPico()));
        }
    }
}
