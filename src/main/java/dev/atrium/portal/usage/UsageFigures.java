package dev.atrium.portal.usage;

import dev.atrium.metering.UsageSubject;
import dev.atrium.metering.UsageSum;
import dev.atrium.portal.usage.UsageChoice.Measure;
import dev.atrium.shared.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What sums amount to. */
record UsageFigures(List<UsageSum> sums) {

    UsageFigures {
        sums = List.copyOf(sums);
    }

    long calls() {
        return sums.stream().mapToLong(UsageSum::calls).sum();
    }

    long errors() {
        return sums.stream().mapToLong(UsageSum::errors).sum();
    }

    BigInteger inputTokens() {
        return total(UsageSum::inputTokens);
    }

    BigInteger outputTokens() {
        return total(UsageSum::outputTokens);
    }

    /** In whole units of the organization's currency. */
    BigDecimal cost() {
        return new BigDecimal(total(UsageSum::amountPico), Money.SCALE);
    }

    /**
     * Of each day, the subjects of one group together. One pass for all: there may be a thousand subjects on each day
     * of a year.
     */
    <G> Map<LocalDate, Map<G, BigDecimal>> byDay(Function<UsageSubject, G> group, Measure measure) {
        return sums.stream()
                .collect(Collectors.groupingBy(
                        UsageSum::day,
                        Collectors.groupingBy(
                                sum -> group.apply(sum.subject()),
                                Collectors.reducing(BigDecimal.ZERO, sum -> value(sum, measure), BigDecimal::add))));
    }

    /** Each once, the one with the most first. */
    List<UsageSubject> subjects(Measure measure) {
        Map<UsageSubject, BigDecimal> totals = sums.stream()
                .collect(Collectors.groupingBy(
                        UsageSum::subject,
                        Collectors.reducing(BigDecimal.ZERO, sum -> value(sum, measure), BigDecimal::add)));
        return totals.entrySet().stream()
                .sorted(Map.Entry.<UsageSubject, BigDecimal>comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Days from the newest on; on each the one that costs most first. */
    List<UsageSum> rows() {
        return sums.stream()
                .sorted(Comparator.comparing(UsageSum::day)
                        .thenComparing(UsageSum::amountPico)
                        .reversed())
                .toList();
    }

    private static BigDecimal value(UsageSum sum, Measure measure) {
        return switch (measure) {
            case COST -> sum.amount();
            case CALLS -> BigDecimal.valueOf(sum.calls());
            case TOKENS -> new BigDecimal(sum.inputTokens().add(sum.outputTokens()));
            case ERRORS -> BigDecimal.valueOf(sum.errors());
        };
    }

    private BigInteger total(Function<UsageSum, BigInteger> part) {
        return sums.stream().map(part).reduce(BigInteger.ZERO, BigInteger::add);
    }
}
