package dev.atrium.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.atrium.metering.UsageSubject.Kind;
import dev.atrium.shared.JournalId;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.RequestId;
import dev.atrium.shared.UsageEventId;
import dev.atrium.testing.TestMySql;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class StoredReportsIT {

    private static final LocalDate FIRST = LocalDate.parse("2026-10-24");
    private static final LocalDate LAST = LocalDate.parse("2026-10-26");
    private static final UsagePeriod UTC = new UsagePeriod(FIRST, LAST, ZoneOffset.UTC);

    private final Usages ours = new Usages();
    private final StoredReports reports = new StoredReports(TestMySql.db(), new StoredEvents(TestMySql.db()));
    private final JdbcTransactionManager transactions = new JdbcTransactionManager(TestMySql.source());
    private final Rollups rollups = new Rollups(TestMySql.db(), transactions, Duration.ofSeconds(1), Clock.systemUTC());
    private final JournalId journal = JournalId.next();
    private final List<UsageEvent> shipped = new ArrayList<>();

    @Test
    void aCallCountsBeforeAndAfterItsHourIsSummedUp() {
        ship("2026-10-25T10:00:00Z", ours.completed(3, 5));
        var before = byModel(UTC);
        rollups.run();
        var after = byModel(UTC);
        ship("2026-10-25T10:59:59.999Z", ours.failed());
        var again = byModel(UTC);

        assertThat(before).containsExactly(sum("2026-10-25", 1, 0, 3, 5));
        assertThat(after).isEqualTo(before);
        assertThat(again).containsExactly(sum("2026-10-25", 2, 1, 3, 5));
    }

    @Test
    void rollupsAreWhatEventsSay() {
        for (int hour = 0; hour < 72; hour++) {
            ship(Instant.parse("2026-10-24T00:30:00Z").plus(Duration.ofHours(hour)), ours.completed(hour, 1));
        }
        var kolkata = new UsagePeriod(FIRST, LAST, ZoneId.of("Asia/Kolkata"));
        var fromEvents = List.of(byModel(UTC), byModel(kolkata));
        rollups.run();

        assertThat(List.of(byModel(UTC), byModel(kolkata))).isEqualTo(fromEvents);
        assertThat(byModel(UTC)).extracting(UsageSum::calls).containsExactly(24L, 24L, 24L);
    }

    @Test
    void daysAreThoseOfTheReaderAlsoWhereClocksChange() {
        // In Berlin 25 October has 25 hours: from 22:00 to 23:00 of UTC.
        ship("2026-10-24T21:59:59.999Z", ours.completed(1, 0));
        ship("2026-10-24T22:00:00Z", ours.completed(10, 0));
        ship("2026-10-25T22:59:59.999Z", ours.completed(100, 0));
        ship("2026-10-25T23:00:00Z", ours.completed(1_000, 0));
        rollups.run();

        assertThat(byModel(new UsagePeriod(FIRST, LAST, ZoneId.of("Europe/Berlin"))))
                .containsExactly(
                        sum("2026-10-24", 1, 0, 1, 0),
                        sum("2026-10-25", 2, 0, 110, 0),
                        sum("2026-10-26", 1, 0, 1_000, 0));
    }

    @Test
    void daysThatBeginWithinAnHourAreExact() {
        // Midnight in Kolkata is 18:30 of UTC.
        ship("2026-10-23T18:29:59.999Z", ours.completed(1, 0));
        ship("2026-10-23T18:30:00Z", ours.completed(10, 0));
        ship("2026-10-24T18:29:59.999Z", ours.completed(100, 0));
        ship("2026-10-24T18:30:00Z", ours.completed(1_000, 0));
        ship("2026-10-26T18:30:00Z", ours.completed(10_000, 0));
        rollups.run();

        assertThat(byModel(new UsagePeriod(FIRST, LAST, ZoneId.of("Asia/Kolkata"))))
                .containsExactly(sum("2026-10-24", 2, 0, 110, 0), sum("2026-10-25", 1, 0, 1_000, 0));
    }

    /** Newfoundland is half an hour off and went from 2:00 to 1:00 on 1 November, Adelaide from 2:00 to 3:00 on 4 October. */
    @ParameterizedTest
    @CsvSource({"America/St_Johns, 2026-10-31, 02:00", "Australia/Adelaide, 2026-10-03, 14:00"})
    void clocksChangeAlsoWhereDaysBeginWithinAnHour(ZoneId zone, LocalDate day, String time) {
        var begin = Instant.parse(day + "T" + time + ":00Z");
        var days = new TreeMap<LocalDate, Long>();
        for (int half = 0; half < 60; half++) {
            var at = begin.plus(Duration.ofMinutes(30L * half));
            ship(at, ours.completed(1, 0));
            days.merge(LocalDate.ofInstant(at, zone), 1L, Long::sum);
            if (half == 30) {
                rollups.run();
            }
        }
        var period = new UsagePeriod(days.firstKey(), days.lastKey(), zone);
        var before = byModel(period);
        rollups.run();

        assertThat(before).extracting(UsageSum::day).containsExactlyElementsOf(days.keySet());
        assertThat(before).extracting(UsageSum::calls).containsExactlyElementsOf(days.values());
        assertThat(byModel(period)).isEqualTo(before);
    }

    @Test
    void aYearOfDaysThatBeginWithinAnHourTakesFewQueries() {
        ship("2026-10-24T18:29:59.999Z", ours.completed(1, 0));
        rollups.run();
        var queries = new AtomicInteger();
        var counting = JdbcClient.create(new DelegatingDataSource(TestMySql.source()) {
            @Override
            public Connection getConnection() throws SQLException {
                queries.incrementAndGet();
                return super.getConnection();
            }
        });
        var year = new UsagePeriod(LAST.minusDays(365), LAST, ZoneId.of("Asia/Kolkata"));

        var sums = new StoredReports(counting, new StoredEvents(counting))
                .sums(ours.payer, year, Kind.MODEL, CallFilter.ALL);

        assertThat(sums).containsExactly(sum("2026-10-24", 1, 0, 1, 0));
        assertThat(queries).hasValueLessThan(5);
    }

    @Test
    void sumsUpByCaller() {
        var person = PersonId.next();
        ship("2026-10-25T10:00:00Z", ours.completed(3, 5));
        ship("2026-10-25T11:00:00Z", ours.by(person, ours.completed(1, 1)));
        rollups.run();
        ship("2026-10-26T11:00:00Z", ours.by(person, ours.completed(2, 2)));

        assertThat(reports.sums(ours.payer, UTC, Kind.CALLER, CallFilter.ALL))
                .extracting(UsageSum::subject)
                .containsExactlyInAnyOrder(
                        new UsageSubject.Key(ours.key),
                        new UsageSubject.Person(person),
                        new UsageSubject.Person(person));
        assertThat(reports.sums(ours.payer, UTC, Kind.MODEL, new CallFilter(null, Set.of(person), null)))
                .extracting(UsageSum::inputTokens)
                .containsExactly(BigInteger.ONE, BigInteger.TWO);
        assertThat(reports.sums(ours.payer, UTC, Kind.MODEL, new CallFilter(null, Set.of(), null)))
                .isEmpty();
    }

    @Test
    void readsCallsPageByPageNewestFirst() {
        ship("2026-10-23T23:59:59.999Z", ours.completed(9, 9));
        ship("2026-10-24T00:00:00Z", ours.completed(1, 1));
        ship("2026-10-25T09:00:00Z", ours.completed(2, 2));
        ship("2026-10-25T09:00:00Z", ours.completed(3, 3));
        rollups.run();
        ship("2026-10-26T23:59:59.999Z", ours.completed(4, 4));
        ship("2026-10-27T00:00:00Z", ours.completed(9, 9));

        var first = reports.calls(ours.payer, UTC, CallFilter.ALL, null, 3);
        var second =
                reports.calls(ours.payer, UTC, CallFilter.ALL, first.getLast().id(), 3);

        assertThat(first).containsExactly(shipped.get(4), shipped.get(3), shipped.get(2));
        assertThat(second).containsExactly(shipped.get(1));
        assertThat(reports.calls(
                        ours.payer, UTC, CallFilter.ALL, second.getLast().id(), 3))
                .isEmpty();
    }

    @Test
    void findsCallsByModelCallerAndStatus() {
        var person = PersonId.next();
        ship("2026-10-24T01:00:00Z", ours.completed(1, 1));
        ship("2026-10-24T02:00:00Z", ours.failed());
        ship("2026-10-25T03:00:00Z", ours.by(person, ours.completed(1, 1)));
        rollups.run();
        ship("2026-10-25T04:00:00Z", ours.failed());

        assertThat(calls(new CallFilter(null, null, UsageStatus.FAILED)))
                .containsExactly(shipped.get(3), shipped.get(1));
        assertThat(calls(new CallFilter(null, Set.of(person), null))).containsExactly(shipped.get(2));
        assertThat(calls(new CallFilter(null, Set.of(ours.key), UsageStatus.COMPLETED)))
                .containsExactly(shipped.get(0));
        assertThat(calls(new CallFilter(new Usages().model, null, null))).isEmpty();
        assertThat(calls(new CallFilter(ours.model, null, null))).hasSize(4);
        assertThat(calls(new CallFilter(null, Set.of(), null))).isEmpty();
    }

    @Test
    void anotherOrganizationSeesNothing() {
        var other = new Usages();
        ship("2026-10-25T10:00:00Z", ours.completed(3, 5));
        rollups.run();
        ship("2026-10-25T11:00:00Z", ours.completed(3, 5));
        var call = shipped.getFirst();

        assertThat(reports.sums(other.payer, UTC, Kind.MODEL, CallFilter.ALL)).isEmpty();
        assertThat(reports.calls(other.payer, UTC, CallFilter.ALL, null, 10)).isEmpty();
        assertThat(reports.call(other.payer, call.id())).isEmpty();
        assertThat(reports.call(other.payer, call.usage().request())).isEmpty();
        assertThat(reports.call(ours.payer, call.id())).contains(call);
        assertThat(reports.call(ours.payer, call.usage().request())).contains(call);
    }

    @Test
    void aPeriodIsAtMostAYear() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UsagePeriod(FIRST, FIRST.plusDays(366), ZoneOffset.UTC))
                .withMessage("last: 2027-10-25 (expected: at most 366 days from 2026-10-24)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UsagePeriod(LAST, FIRST, ZoneOffset.UTC))
                .withMessage("last: 2026-10-24 (expected: not before 2026-10-26)");
    }

    private List<UsageSum> byModel(UsagePeriod period) {
        return reports.sums(ours.payer, period, Kind.MODEL, CallFilter.ALL);
    }

    private List<UsageEvent> calls(CallFilter filter) {
        return reports.calls(ours.payer, UTC, filter, null, 10);
    }

    private UsageSum sum(String day, long calls, long errors, long input, long output) {
        return new UsageSum(
                LocalDate.parse(day),
                new UsageSubject.Model(ours.model, "acme/minilm"),
                Usages.USD,
                calls,
                errors,
                BigInteger.valueOf(input),
                BigInteger.valueOf(output),
                BigInteger.valueOf(input * 20_000 + output * 60_000));
    }

    private void ship(String at, Usage usage) {
        ship(Instant.parse(at), usage);
    }

    /** As a journal does, but at a time of the test's choice. */
    private void ship(Instant at, Usage usage) {
        var random = UUID.randomUUID();
        long position = shipped.size();
        var id = new UUID((at.toEpochMilli() << 16) | (0x7000L + position), random.getLeastSignificantBits());
        // A request ends on the day it was admitted, or on the next.
        var request = new RequestId(new UUID((at.toEpochMilli() << 16) | 0x7000L, random.getLeastSignificantBits()));
        var event = new UsageEvent(new UsageEventId(id), journal, position + 1, ours.as(request, usage));
        var positions = new JournalPositions(TestMySql.db());
        positions.open(journal, at);
        new Shipment(
                        journal,
                        new JdbcTemplate(TestMySql.source()),
                        positions,
                        new TransactionTemplate(transactions),
                        Clock.systemUTC())
                .ship(position, List.of(event));
        shipped.add(event);
    }
}
