package dev.atrium.metering;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.atrium.metering.log.LogSettings;
import dev.atrium.testing.TestMySql;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** A journal in a test's folder with its shipper, on the real MySQL. */
final class OpenJournal implements AutoCloseable {

    private static final int SEGMENT_BYTES = 256 << 10;
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final UnreliableSource mysql = new UnreliableSource(TestMySql.source());
    final FileJournal journal;
    final Shipper shipper;
    final StoredEvents stored = new StoredEvents(TestMySql.db());

    OpenJournal(Path folder) throws IOException {
        var settings = new LogSettings(folder, SEGMENT_BYTES, 40L * SEGMENT_BYTES, 0, false);
        journal = new FileJournal(settings, Clock.systemUTC(), (_, _) -> {});
        var positions = new JournalPositions(JdbcClient.create(mysql));
        var transactions = new TransactionTemplate(new JdbcTransactionManager(mysql));
        shipper = new Shipper(
                journal,
                new Shipment(journal.id(), new JdbcTemplate(mysql), positions, transactions, Clock.systemUTC()),
                positions,
                new SetAside(folder, JsonMapper.builder().build()),
                new ShipperSettings(50, PAUSE, Duration.ofMillis(100)),
                Clock.systemUTC());
    }

    OpenJournal start() {
        shipper.start();
        return this;
    }

    /** Records an answer that its caller got. */
    UsageEvent delivered(Usage usage) throws Exception {
        var reservation = journal.reserve().orElseThrow();
        var event = reservation.produced(usage).get(10, SECONDS);
        reservation.delivered();
        return event;
    }

    void awaitShipped(long sequence) {
        await().pollInterval(PAUSE).atMost(PATIENCE).until(() -> journal.shipped() >= sequence);
    }

    @Override
    public void close() {
        shipper.close();
        journal.close();
    }
}
