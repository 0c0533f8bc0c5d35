package dev.atrium.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.pricing.Meter;
import dev.atrium.shared.PersonId;
import dev.atrium.testing.TestMySql;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

class RollupsIT {

    @TempDir
    private Path folder;

    private final Usages usages = new Usages();
    private final StoredHours hours = new StoredHours(TestMySql.db());
    private final Rollups rollups = new Rollups(
            TestMySql.db(), new JdbcTransactionManager(TestMySql.source()), Duration.ofSeconds(1), Clock.systemUTC());

    @Test
    void sumsUpEventsByMeter() throws Exception {
        ship(usages.completed(3, 5), usages.completed(10, 1), usages.failed());
        rollups.run();

        assertThat(total(UsageHour::events)).isEqualTo(3);
        assertThat(total(UsageHour::failed)).isEqualTo(1);
        assertThat(quantityOf(Meter.INPUT_TOKENS)).isEqualTo(13);
        assertThat(quantityOf(Meter.OUTPUT_TOKENS)).isEqualTo(6);
        assertThat(amount()).isEqualTo(BigInteger.valueOf(13 * 20_000 + 6 * 60_000));
        assertThat(ours().stream()
                        .filter(hour -> hour.meter() != null)
                        .map(UsageHour::amountPico)
                        .reduce(BigInteger.ZERO, BigInteger::add))
                .isEqualTo(amount());
    }

    @Test
    void knowsWhoGotAnAnswerBeforeAndAfterSummingUp() throws Exception {
        var events = new StoredEvents(TestMySql.db());
        ship(usages.failed());
        rollups.run();
        var afterFailure = events.hasCompleted(usages.payer, null);
        ship(usages.completed(1, 1));
        var atOnce = events.hasCompleted(usages.payer, null);
        rollups.run();

        assertThat(afterFailure).isFalse();
        assertThat(atOnce).isTrue();
        assertThat(events.hasCompleted(usages.payer, null)).isTrue();
        assertThat(events.hasCompleted(usages.publisher, null)).isFalse();
    }

    @Test
    void knowsWhoOfAnOrganizationGotAnAnswer() throws Exception {
        var events = new StoredEvents(TestMySql.db());
        var person = PersonId.next();
        ship(usages.completed(1, 1), usages.by(person, usages.failed()));
        var before = events.hasCompleted(usages.payer, Set.of(usages.key));
        rollups.run();

        assertThat(before).isTrue();
        assertThat(events.hasCompleted(usages.payer, Set.of(usages.key))).isTrue();
        assertThat(events.hasCompleted(usages.payer, Set.of(person))).isFalse();
        assertThat(events.hasCompleted(usages.payer, Set.of())).isFalse();
        ship(usages.by(person, usages.completed(1, 1)));
        assertThat(events.hasCompleted(usages.payer, Set.of(person))).isTrue();
    }

    @Test
    void computesAnHourAgainWhenEventsCameLater() throws Exception {
        ship(usages.completed(1, 1));
        rollups.run();
        ship(usages.completed(2, 2));
        rollups.run();
        rollups.run();

        assertThat(total(UsageHour::events)).isEqualTo(2);
        assertThat(quantityOf(Meter.INPUT_TOKENS)).isEqualTo(3);
    }

    @Test
    void sumsUpBeyondWhatALongHoldsWithoutRounding() throws Exception {
        var most = new UsageLine(Meter.REQUESTS, Long.MAX_VALUE, 1, Long.MAX_VALUE, true);
        ship(
                usages.with(UsageStatus.COMPLETED, "acme/huge", List.of(most)),
                usages.with(UsageStatus.COMPLETED, "acme/huge", List.of(most)));
        rollups.run();

        assertThat(amount()).isEqualTo(BigInteger.valueOf(Long.MAX_VALUE).multiply(BigInteger.TWO));
        assertThat(ours().getFirst().amount()).isEqualTo("18446744.073709551614");
    }

    @Test
    void oneHourThatCannotBeSummedUpHoldsUpNoOther() throws Exception {
        var refusals = new AtomicInteger(1);
        var refusing = new JdbcTransactionManager(TestMySql.source()) {

            private static final long serialVersionUID = 1L;

            @Override
            protected void doCommit(DefaultTransactionStatus status) {
                if (refusals.getAndDecrement() > 0) {
                    throw new DataIntegrityViolationException("an amount that no column holds");
                }
                super.doCommit(status);
            }
        };
        refusing.setRollbackOnCommitFailure(true);
        var troubled = new Rollups(TestMySql.db(), refusing, Duration.ofSeconds(1), Clock.systemUTC());
        var others = new Usages();
        ship(usages.completed(3, 5), others.completed(3, 5));

        troubled.run();
        assertThat(refusals.get()).isNegative();
        troubled.run();

        assertThat(total(UsageHour::events)).isOne();
        assertThat(hours.of(others.payer, from(), to())).isNotEmpty();
    }

    @Test
    void agreesWithTheEvents() throws Exception {
        ship(usages.completed(3, 5));
        var before = ourDifferences();
        rollups.run();

        assertThat(before)
                .containsExactly(
                        new UsageDifference(usages.payer, Usages.USD, BigInteger.valueOf(360_000), BigInteger.ZERO));
        assertThat(ourDifferences()).isEmpty();
    }

    @Test
    void showsTheHoursOfOneOrganizationOnly() throws Exception {
        ship(usages.completed(3, 5));
        rollups.run();

        assertThat(hours.of(usages.publisher, from(), to())).isEmpty();
        assertThat(hours.all(from(), to())).containsAll(ours());
    }

    private void ship(Usage... all) throws Exception {
        try (var open = new OpenJournal(folder).start()) {
            var last = 0L;
            for (var usage : all) {
                last = open.delivered(usage).sequence();
            }
            open.awaitShipped(last);
        }
    }

    private List<UsageHour> ours() {
        return hours.of(usages.payer, from(), to());
    }

    private List<UsageDifference> ourDifferences() {
        return hours.differences(from(), to()).stream()
                .filter(difference -> difference.payer().equals(usages.payer))
                .toList();
    }

    private long total(Function<UsageHour, Long> count) {
        return ours().stream().filter(hour -> hour.meter() == null).collect(Collectors.summingLong(count::apply));
    }

    private long quantityOf(Meter meter) {
        return ours().stream()
                .filter(hour -> hour.meter() == meter)
                .mapToLong(hour -> hour.quantity().longValueExact())
                .sum();
    }

    private BigInteger amount() {
        return ours().stream()
                .filter(hour -> hour.meter() == null)
                .map(UsageHour::amountPico)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** Wide enough for a test that runs when an hour ends. */
    private static Instant from() {
        return Instant.now().truncatedTo(ChronoUnit.HOURS).minus(1, ChronoUnit.HOURS);
    }

    private static Instant to() {
        return from().plus(3, ChronoUnit.HOURS);
    }
}
