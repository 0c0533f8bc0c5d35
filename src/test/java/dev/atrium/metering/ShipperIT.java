package dev.atrium.metering;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atrium.cluster.Columns;
import dev.atrium.shared.RequestId;
import dev.atrium.testing.TestMySql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class ShipperIT {

    @TempDir
    private Path folder;

    private final Usages usages = new Usages();

    @Test
    void shipsWholeEvents() throws Exception {
        try (var open = new OpenJournal(folder).start()) {
            var first = open.delivered(usages.completed(3, 5));
            var second = open.delivered(usages.failed());
            open.awaitShipped(2);

            assertThat(open.stored.of(usages.payer, null, 10)).containsExactly(second, first);
            assertThat(open.journal.findRecent(first.usage().request())).isEmpty();
            assertThat(open.journal.state().problem()).isEmpty();
        }
    }

    @Test
    void shipsManyInOrderAndEachOnce() throws Exception {
        var shipped = new ArrayList<UsageEvent>();
        try (var open = new OpenJournal(folder).start()) {
            for (var i = 1; i <= 700; i++) {
                shipped.addFirst(open.delivered(usages.completed(i, i)));
            }
            open.awaitShipped(700);

            assertThat(open.stored.of(usages.payer, null, 1000)).isEqualTo(shipped);
        }
    }

    @Test
    void deletesFilesThatMySqlHas() throws Exception {
        try (var open = new OpenJournal(folder).start()) {
            for (var i = 1; i <= 3000; i++) {
                open.delivered(usages.completed(i, i));
            }
            open.awaitShipped(3000);

            assertThat(open.journal.state().usedBytes()).isLessThanOrEqualTo(3L * (256 << 10));
        }
    }

    @Test
    void waitsForAnAnswerThatIsBeingWritten() throws Exception {
        try (var open = new OpenJournal(folder).start()) {
            var reservation = open.journal.reserve().orElseThrow();
            reservation.produced(usages.completed(1, 1)).get(10, SECONDS);
            open.delivered(usages.completed(2, 2));
            await().during(Duration.ofMillis(200)).until(() -> open.journal.shipped() == 0);
            reservation.delivered();
            open.awaitShipped(2);

            assertThat(open.stored.of(usages.payer, null, 10))
                    .extracting(event -> event.usage().status())
                    .containsOnly(UsageStatus.COMPLETED);
        }
    }

    @Test
    void shipsWhatADeadProcessLeftUnconfirmedAndUncharged() throws Exception {
        var dead = new OpenJournal(folder);
        var cut = dead.journal
                .reserve()
                .orElseThrow()
                .produced(usages.completed(7, 11))
                .get(10, SECONDS);
        dead.journal.close();

        try (var open = new OpenJournal(folder).start()) {
            open.awaitShipped(1);

            var event = open.stored.of(usages.payer, null, 10).getFirst();
            assertThat(event.id()).isEqualTo(cut.id());
            assertThat(event.usage()).isEqualTo(cut.usage().waivedAs(UsageStatus.UNCONFIRMED));
            assertThat(event.usage().amountPico()).isZero();
            assertThat(event.usage().lines()).extracting(UsageLine::quantity).containsExactly(7L, 11L);
        }
    }

    @Test
    void losesNothingWhileMySqlIsAway() throws Exception {
        try (var open = new OpenJournal(folder).start()) {
            open.delivered(usages.completed(1, 1));
            open.awaitShipped(1);
            open.mysql.isAway = true;
            for (var i = 2; i <= 120; i++) {
                open.delivered(usages.completed(i, i));
            }
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> !open.journal.state().problem().isEmpty());
            var problem = open.journal.state().problem();
            open.mysql.isAway = false;
            open.awaitShipped(120);

            assertThat(problem).startsWith("MySQL does not take usage events: ").contains("MySQL is away.");
            assertThat(open.stored.of(usages.payer, null, 1000)).hasSize(120);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> open.journal.state().problem().isEmpty());
        }
    }

    @Test
    void shipsTheRestAfterARestart() throws Exception {
        try (var open = new OpenJournal(folder)) {
            open.mysql.isAway = true;
            open.start();
            for (var i = 1; i <= 120; i++) {
                open.delivered(usages.completed(i, i));
            }
        }

        try (var open = new OpenJournal(folder).start()) {
            open.awaitShipped(120);

            assertThat(open.stored.of(usages.payer, null, 1000))
                    .hasSize(120)
                    .extracting(event -> event.usage().status())
                    .containsOnly(UsageStatus.COMPLETED);
        }
    }

    @Test
    void doublesNothingWhenTheAnswerOfACommitIsLost() throws Exception {
        try (var open = new OpenJournal(folder).start()) {
            open.delivered(usages.completed(1, 1));
            open.awaitShipped(1);
            open.mysql.losesNextAnswer = true;
            open.delivered(usages.completed(2, 2));
            open.delivered(usages.completed(3, 3));
            open.awaitShipped(3);

            assertThat(open.mysql.losesNextAnswer).isFalse();
            assertThat(open.stored.of(usages.payer, null, 10)).hasSize(3);
            assertThat(open.journal.state().setAside()).isZero();
        }
    }

    @Test
    void setsAsideWhatMySqlRefusesAndShipsTheRest() throws Exception {
        try (var open = new OpenJournal(folder)) {
            var first = open.delivered(usages.completed(1, 1));
            var refused = open.delivered(usages.refusedByMySql());
            var third = open.delivered(usages.completed(3, 3));
            open.start();
            open.awaitShipped(3);

            assertThat(open.stored.of(usages.payer, null, 10)).containsExactly(third, first);
            assertThat(open.journal.state().setAside()).isOne();
            assertThat(Files.readString(folder.resolve("set-aside/0000000000000002.json")))
                    .contains(refused.id().text(), "Data truncated for column 'alias'");
        }
    }

    @Test
    void doublesNothingWhenMySqlForgotThePosition() throws Exception {
        try (var open = new OpenJournal(folder).start()) {
            open.delivered(usages.completed(1, 1));
            open.delivered(usages.completed(2, 2));
            open.awaitShipped(2);
            TestMySql.db()
                    .sql("UPDATE journal_position SET sequence = 0 WHERE journal_id = :id")
                    .param("id", Columns.id(open.journal.id()))
                    .update();
        }

        try (var open = new OpenJournal(folder).start()) {
            open.awaitShipped(2);

            assertThat(open.stored.of(usages.payer, null, 10)).hasSize(2);
            assertThat(open.journal.state().setAside()).isEqualTo(2);
        }
    }

    @Test
    void acceptsNothingWhenItsFilesAreOlderThanWhatMySqlHas() throws Exception {
        try (var open = new OpenJournal(folder)) {
            new JournalPositions(TestMySql.db()).open(open.journal.id(), Instant.now());
            TestMySql.db()
                    .sql("UPDATE journal_position SET sequence = 9 WHERE journal_id = :id")
                    .param("id", Columns.id(open.journal.id()))
                    .update();
            open.start();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> !open.journal.state().problem().isEmpty());

            assertThat(open.journal.reserve()).isEmpty();
            assertThat(open.journal.state().problem())
                    .isEqualTo("MySQL has events of journal %s up to 9, but its files end at 0: they were replaced or"
                                    .formatted(open.journal.id())
                            + " lost. Move the journal's folder away and start the gateway again: it begins a new"
                            + " journal.");
        }
    }

    @Test
    void declaresNoTimePastThatAnEventInTheMakingMayStillHave() throws Exception {
        try (var open = new OpenJournal(folder).start()) {
            var event = open.delivered(usages.completed(1, 1));
            open.awaitShipped(1);
            var movedAt = position(open, "moved_at");

            await().atMost(Duration.ofSeconds(10)).until(() -> {
                open.journal.tellNews(); // though there is none
                return position(open, "moved_at").isAfter(movedAt);
            });

            assertThat(position(open, "event_at")).isEqualTo(event.at());
        }
    }

    private static Instant position(OpenJournal open, String column) {
        return TestMySql.db()
                .sql("SELECT * FROM journal_position WHERE journal_id = :id")
                .param("id", Columns.id(open.journal.id()))
                .query((row, _) -> Columns.instant(row, column))
                .single();
    }

    @Test
    void saysThatAJournalIsClosedOnceAllIsShipped() throws Exception {
        OpenJournal open = new OpenJournal(folder).start();
        open.delivered(usages.completed(1, 1));
        open.close();

        assertThat(isLive(open)).isFalse();
        assertThat(open.stored.of(usages.payer, null, 10)).hasSize(1);
    }

    @Test
    void goesOnAfterAFailureThatNobodyForesaw() throws Exception {
        try (var open = new OpenJournal(folder)) {
            open.mysql.mistakes.set(3);
            open.start();
            open.delivered(usages.completed(1, 1));
            open.awaitShipped(1);

            assertThat(open.stored.of(usages.payer, null, 10)).hasSize(1);
            assertThat(open.mysql.mistakes).hasValue(0);
        }
    }

    @Test
    void asksMySqlForFewReceiptsAtOnce() throws Exception {
        try (var open = new OpenJournal(folder)) {
            var receipts = new JournalReceipts(open.journal, new StoredEvents(TestMySql.db()));
            var waiting = new ArrayList<Runnable>();
            var asked = List.of(
                    receipts.find(usages.payer, RequestId.next(), waiting::add),
                    receipts.find(usages.payer, RequestId.next(), waiting::add));

            assertThat(receipts.find(usages.payer, RequestId.next(), waiting::add))
                    .isCompletedWithValue(new ReceiptAnswer.DatabaseAway());
            waiting.forEach(Runnable::run);
            assertThat(asked)
                    .allSatisfy(answer -> assertThat(answer).isCompletedWithValue(new ReceiptAnswer.Unknown()));
            assertThat(receipts.find(usages.payer, RequestId.next(), Runnable::run))
                    .isCompletedWithValue(new ReceiptAnswer.Unknown());
        }
    }

    @Test
    void findsReceiptsBeforeAndAfterShipping() throws Exception {
        try (var open = new OpenJournal(folder)) {
            var receipts = new JournalReceipts(open.journal, new StoredEvents(TestMySql.db()));
            var event = open.delivered(usages.completed(1, 1));
            var request = event.usage().request();
            var before = receipts.find(usages.payer, request, Runnable::run).get();
            var toOthers =
                    receipts.find(usages.publisher, request, Runnable::run).get();
            open.start();
            open.awaitShipped(1);

            assertThat(before).isEqualTo(new ReceiptAnswer.Found(event));
            assertThat(toOthers).isEqualTo(new ReceiptAnswer.Unknown());
            assertThat(receipts.find(usages.payer, request, Runnable::run).get())
                    .isEqualTo(new ReceiptAnswer.Found(event));
            assertThat(receipts.find(usages.publisher, request, Runnable::run).get())
                    .isEqualTo(new ReceiptAnswer.Unknown());
        }
    }

    @Test
    void saysOfReceiptsThatMySqlIsAway() throws Exception {
        try (var open = new OpenJournal(folder)) {
            open.mysql.isAway = true;
            var receipts = new JournalReceipts(open.journal, new StoredEvents(JdbcClient.create(open.mysql)));

            assertThat(receipts.find(usages.payer, usages.failed().request(), Runnable::run)
                            .get())
                    .isEqualTo(new ReceiptAnswer.DatabaseAway());
        }
    }

    @Test
    void pagesThroughEventsNewestFirst() throws Exception {
        try (var open = new OpenJournal(folder).start()) {
            var events = new ArrayList<UsageEvent>();
            for (var i = 1; i <= 5; i++) {
                events.addFirst(open.delivered(usages.completed(i, i)));
            }
            open.awaitShipped(5);

            var first = open.stored.of(usages.payer, null, 2);
            var second = open.stored.of(usages.payer, first.getLast().id(), 2);
            var third = open.stored.of(usages.payer, second.getLast().id(), 2);

            assertThat(List.of(first, second, third))
                    .containsExactly(events.subList(0, 2), events.subList(2, 4), events.subList(4, 5));
            assertThat(open.stored.all(null, 1000)).containsAll(events);
            assertThat(open.stored.find(usages.payer, events.getFirst().id())).contains(events.getFirst());
            assertThat(open.stored.find(usages.publisher, events.getFirst().id()))
                    .isEmpty();
        }
    }

    private static boolean isLive(OpenJournal open) {
        return TestMySql.db()
                .sql("SELECT live FROM journal_position WHERE journal_id = :id")
                .param("id", Columns.id(open.journal.id()))
                .query(Boolean.class)
                .single();
    }
}
