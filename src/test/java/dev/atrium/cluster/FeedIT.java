package dev.atrium.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.Uuids;
import dev.atrium.testing.TestMySql;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** From a writer's transaction to a reader's memory, across gaps and outages. */
class FeedIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final JdbcClient db = TestMySql.db();
    private final ChangeFeed feed = new JdbcChangeFeed(db);
    private final TransactionTemplate transactions =
            new TransactionTemplate(new JdbcTransactionManager(TestMySql.source()));
    private final Things things = new Things("t" + Uuids.toHex(Uuids.next()).substring(0, 30));

    @Test
    void bringsChangesToTheReader() {
        var id = add("before");
        var reader = new FeedReader(db, List.of(things), folder.resolve("snapshot.json"), Clock.systemUTC());
        reader.start();
        try {
            assertThat(things.has("before")).isTrue();

            add("after");
            await().atMost(SOON).until(() -> things.has("after"));

            remove(id);
            await().atMost(SOON).until(() -> !things.has("before"));
            assertThat(reader.freshness().clockOffset()).isBetween(Duration.ofSeconds(-1), Duration.ofSeconds(1));
        } finally {
            reader.stop();
        }
    }

    @Test
    void theNextReadingHasWhatWasCommittedBefore() {
        var reader = new FeedReader(db, List.of(things), folder.resolve("snapshot.json"), Clock.systemUTC());
        reader.start();
        try {
            for (int i = 0; i < 20; i++) {
                add("at once " + i);
                reader.nextReading(SOON).join();
                assertThat(things.has("at once " + i)).isTrue();
            }
        } finally {
            reader.stop();
        }
        assertThat(reader.nextReading(Duration.ofMillis(10))).succeedsWithin(SOON);
    }

    @Test
    void givesNumbersInCommitOrderWithoutGaps() throws InterruptedException {
        var tables = new FeedTables(db, List.of(things));
        var start = tables.loadAll();

        try (var writers = Executors.newFixedThreadPool(6)) {
            IntStream.range(0, 150).forEach(i -> writers.submit(() -> add("thing-" + i)));
            var seen = start;
            while (seen < start + 150) {
                seen = tables.follow(seen);
                assertThat(seen).isNotEqualTo(FeedTables.GAP);
            }
        }

        assertThat(IntStream.range(0, 150)).allMatch(i -> things.has("thing-" + i));
    }

    @Test
    void seesThatAnEntryWasCleanedAway() {
        var tables = new FeedTables(db, List.of(things));
        var seen = tables.loadAll();
        add("one");
        add("two");
        db.sql("DELETE FROM feed_entry WHERE number = ?").param(seen + 1).update();

        assertThat(tables.follow(seen)).isEqualTo(FeedTables.GAP);
        assertThat(tables.loadAll()).isEqualTo(seen + 2);
        assertThat(things.has("one")).isTrue();
    }

    @Test
    void seesThatAllEntriesWereCleanedAway() {
        var tables = new FeedTables(db, List.of(things));
        var seen = tables.loadAll();
        add("one");
        db.sql("DELETE FROM feed_entry WHERE number > ?").param(seen).update();

        assertThat(tables.follow(seen)).isEqualTo(FeedTables.GAP);
    }

    @Test
    void seesThatTheDatabaseIsOlderThanItself() {
        var tables = new FeedTables(db, List.of(things));

        assertThat(tables.follow(tables.loadAll() + 1_000)).isEqualTo(FeedTables.GAP);
    }

    @Test
    void refusesAnEntryOutsideOfATransaction() {
        assertThatIllegalStateException()
                .isThrownBy(() -> feed.append("thing", ApiKeyId.next()))
                .withMessage("transaction: none (expected: the one that made the change)");
    }

    @Test
    void takesNothingOfATransactionThatFailed() {
        var before = feed.number();

        transactions.executeWithoutResult(status -> {
            feed.append("thing", ApiKeyId.next());
            status.setRollbackOnly();
        });

        assertThat(feed.number()).isEqualTo(before);
    }

    @Test
    void servesThroughAnOutageAndCatchesUp() throws IOException {
        try (var line = new CutLine(port());
                var source = through(line)) {
            var reader = reader(source);
            reader.start();
            add("known");
            await().atMost(SOON).until(() -> things.has("known"));

            line.cut();
            add("missed");
            var stale = reader.freshness().polledAt();
            await().pollDelay(Duration.ofSeconds(1)).until(() -> things.has("known"));
            assertThat(things.has("missed")).isFalse();
            assertThat(reader.freshness().polledAt()).isNotNull();

            line.join();
            await().atMost(SOON).until(() -> things.has("missed"));
            assertThat(reader.freshness().polledAt()).isAfter(stale);
            reader.stop();
        }
    }

    @Test
    void startsFromItsSnapshotWithoutMySql() throws IOException {
        add("kept");
        try (var line = new CutLine(port());
                var source = through(line)) {
            var first = reader(source);
            first.start();
            first.stop();
            var polledAt = first.freshness().polledAt();

            line.cut();
            var again = new Things(things.kind());
            var second = new FeedReader(JdbcClient.create(source), List.of(again), snapshot(), Clock.systemUTC());
            second.start();
            assertThat(again.has("kept")).isTrue();
            assertThat(second.freshness().polledAt()).isEqualTo(polledAt);

            line.join();
            add("later");
            await().atMost(SOON).until(() -> again.has("later"));
            second.stop();
        }
    }

    private FeedReader reader(HikariDataSource source) {
        return new FeedReader(JdbcClient.create(source), List.of(things), snapshot(), Clock.systemUTC());
    }

    private Path snapshot() {
        return folder.resolve("snapshot.json");
    }

    private static int port() {
        return URI.create(TestMySql.settings().url().substring("jdbc:".length()))
                .getPort();
    }

    private static HikariDataSource through(CutLine line) {
        var settings = TestMySql.settings();
        var url = settings.url().replace(":" + port(), ":" + line.port());
        return Databases.application(new MySqlSettings(url, settings.application(), settings.migrator()), 2, "cut");
    }

    private ApiKeyId add(String name) {
        var id = ApiKeyId.next();
        transactions.executeWithoutResult(_ -> {
            db.sql("INSERT INTO test_thing (id, kind, name) VALUES (?, ?, ?)")
                    .params(Columns.id(id), things.kind(), name)
                    .update();
            feed.append(things.kind(), id);
        });
        return id;
    }

    private void remove(ApiKeyId id) {
        transactions.executeWithoutResult(_ -> {
            db.sql("DELETE FROM test_thing WHERE id = ?").param(Columns.id(id)).update();
            feed.append(things.kind(), id);
        });
    }
}
