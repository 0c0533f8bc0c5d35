package dev.atrium.metering;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The gateway's half: the journal on its disk, what ships it, and receipts. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MeteringSettings.class)
public class MeteringData {

    @Bean
    JournalMetrics journalMetrics(MeterRegistry meters) {
        return new JournalMetrics(meters);
    }

    @Bean(destroyMethod = "close")
    FileJournal journal(
            MeteringSettings settings, @Value("${atrium.home}") Path home, Clock clock, JournalMetrics metrics)
            throws IOException {
        var journal = new FileJournal(settings.journal().toLogSettings(home), clock, metrics);
        metrics.watch(journal);
        return journal;
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Shipper shipper(
            MeteringSettings settings,
            @Value("${atrium.home}") Path home,
            FileJournal journal,
            JdbcTemplate db,
            TransactionTemplate transactions,
            JsonMapper json,
            Clock clock,
            JournalMetrics metrics) {
        var positions = new JournalPositions(JdbcClient.create(db));
        var shipper = new Shipper(
                journal,
                new Shipment(journal.id(), db, positions, transactions, clock),
                positions,
                new SetAside(settings.journal().toLogSettings(home).folder(), json),
                settings.shipper(),
                clock);
        metrics.watch(shipper);
        return shipper;
    }

    @Bean
    Receipts receipts(FileJournal journal, JdbcClient db) {
        return new JournalReceipts(journal, new StoredEvents(db));
    }
}
