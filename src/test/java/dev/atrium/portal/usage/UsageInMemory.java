package dev.atrium.portal.usage;

import dev.atrium.metering.CallFilter;
import dev.atrium.metering.UsageEvent;
import dev.atrium.metering.UsageLine;
import dev.atrium.metering.UsagePeriod;
import dev.atrium.metering.UsageReports;
import dev.atrium.metering.UsageStatus;
import dev.atrium.metering.UsageSubject;
import dev.atrium.metering.UsageSum;
import dev.atrium.pricing.Meter;
import dev.atrium.shared.RequestId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.UsageEventId;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reports on events that a test gave. */
final class UsageInMemory implements UsageReports {

    final List<UsageEvent> events = new ArrayList<>();

    private record Place(LocalDate day, UsageSubject subject) {}

    @Override
    public List<UsageSum> sums(TenantId payer, UsagePeriod period, UsageSubject.Kind kind, CallFilter filter) {
        return found(payer, period, filter)
                .collect(Collectors.groupingBy(
                        event -> new Place(LocalDate.ofInstant(event.at(), period.zone()), subject(event, kind))))
                .entrySet()
                .stream()
                .map(entry -> sum(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(UsageSum::day))
                .toList();
    }

    @Override
    public List<UsageEvent> calls(
            TenantId payer, UsagePeriod period, CallFilter filter, @Nullable UsageEventId before, int limit) {
        return found(payer, period, filter)
                .filter(event -> before == null || event.id().value().compareTo(before.value()) < 0)
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<UsageEvent> call(TenantId payer, UsageEventId call) {
        return paid(payer).filter(event -> event.id().equals(call)).findFirst();
    }

    @Override
    public Optional<UsageEvent> call(TenantId payer, RequestId request) {
        return paid(payer)
                .filter(event -> event.usage().request().equals(request))
                .findFirst();
    }

    private Stream<UsageEvent> found(TenantId payer, UsagePeriod period, CallFilter filter) {
        return paid(payer)
                .filter(event ->
                        !event.at().isBefore(period.from()) && event.at().isBefore(period.to()))
                .filter(event -> matches(event, filter));
    }

    private Stream<UsageEvent> paid(TenantId payer) {
        return events.stream()
                .filter(event -> event.usage().payer().equals(payer))
                .sorted(Comparator.comparing((UsageEvent event) -> event.id().value())
                        .reversed());
    }

    private static boolean matches(UsageEvent event, CallFilter filter) {
        var usage = event.usage();
        var callers = filter.callers();
        var isCaller = callers == null
                || (usage.key() != null && callers.contains(usage.key()))
                || (usage.person() != null && callers.contains(usage.person()));
        return isCaller
                && (filter.model() == null || filter.model().equals(usage.model()))
                && (filter.status() == null || filter.status() == usage.status());
    }

    private static UsageSubject subject(UsageEvent event, UsageSubject.Kind kind) {
        return switch (kind) {
            case MODEL ->
                new UsageSubject.Model(event.usage().model(), event.usage().alias());
            case CALLER -> CallWords.caller(event.usage());
        };
    }

    private static UsageSum sum(Place place, List<UsageEvent> events) {
        return new UsageSum(
                place.day(),
                place.subject(),
                events.getFirst().usage().currency(),
                events.size(),
                events.stream()
                        .filter(event -> event.usage().status() == UsageStatus.FAILED)
                        .count(),
                tokens(events, Meter.INPUT_TOKENS),
                tokens(events, Meter.OUTPUT_TOKENS),
                events.stream()
                        .map(event -> BigInteger.valueOf(event.usage().amountPico()))
                        .reduce(BigInteger.ZERO, BigInteger::add));
    }

    private static BigInteger tokens(List<UsageEvent> events, Meter meter) {
        return BigInteger.valueOf(events.stream()
                .flatMap(event -> event.usage().lines().stream())
                .filter(line -> line.meter() == meter)
                .mapToLong(UsageLine::quantity)
                .sum());
    }
}
