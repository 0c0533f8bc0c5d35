package dev.atrium.metering;

import dev.atrium.cluster.Databases;
import dev.atrium.cluster.LeaderTask;
import dev.atrium.cluster.MySqlSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The portal's half: queries, rollups and partitions. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MeteringSettings.class)
public class MeteringControl {

    @Bean
    UsageEvents usageEvents(JdbcClient db) {
        return new StoredEvents(db);
    }

    @Bean
    UsageReports usageReports(JdbcClient db) {
        return new StoredReports(db, new StoredEvents(db));
    }

    @Bean
    UsageHours usageHours(JdbcClient db) {
        return new StoredHours(db);
    }

    @Bean
    Journals journals(JdbcClient db) {
        return new StoredJournals(db);
    }

    @Bean
    LeaderTask rollups(JdbcClient db, PlatformTransactionManager transactions, MeteringSettings settings, Clock clock) {
        return new Rollups(db, transactions, settings.rollups(), clock);
    }

    @Bean
    LeaderTask usagePartitions(MySqlSettings mysql, MeteringSettings settings, Clock clock, MeterRegistry meters) {
        return new UsagePartitions(() -> Databases.migrator(mysql), settings.daysAhead(), clock, meters);
    }
}
