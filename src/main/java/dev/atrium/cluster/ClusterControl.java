package dev.atrium.cluster;

import com.zaxxer.hikari.HikariDataSource;
import dev.atrium.shared.ProcessId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** The portal's half: a migrated database, transactions, the writing end of the feed, and the lead. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MySqlSettings.class, ClusterSettings.class})
@EnableTransactionManagement
@Import(ClusterBeans.class)
public class ClusterControl {

    @Bean
    ProcessId processId() {
        return ProcessId.next();
    }

    /** Nothing can reach the database before it is migrated. */
    @Bean
    HikariDataSource dataSource(MySqlSettings mysql, ClusterSettings cluster) {
        try (var migrator = Databases.migrator(mysql)) {
            Migrations.run(migrator);
        }
        return Databases.application(mysql, cluster.portalConnections(), "portal");
    }

    @Bean
    ChangeFeed changeFeed(JdbcClient db) {
        return new JdbcChangeFeed(db);
    }

    @Bean
    FeedCleaning feedCleaning(JdbcClient db) {
        return new FeedCleaning(db);
    }

    @Bean
    ProcessCleaning processCleaning(JdbcProcesses processes) {
        return new ProcessCleaning(processes);
    }

    @Bean(initMethod = "start")
    Leader leader(JdbcClient db, ProcessId self, ObjectProvider<LeaderTask> tasks) {
        return new Leader(
                new LeaderLease(db, self, LeaderLease.CONTROLLERS),
                tasks.orderedStream().toList(),
                System::nanoTime);
    }
}
