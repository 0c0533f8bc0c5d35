package dev.atrium.cluster;

import com.zaxxer.hikari.HikariDataSource;
import dev.atrium.shared.ProcessId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The portal's half: a migrated database, transactions, the writing end of the feed, and the lead. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MySqlSettings.class, ClusterSettings.class})
@EnableTransactionManagement
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

    /** For batches, which {@link JdbcClient} has none of. */
    @Bean
    JdbcTemplate jdbcTemplate(HikariDataSource dataSource) {
        return new JdbcTemplate(dataSource);
    }

    @Bean
    JdbcClient db(JdbcTemplate template) {
        return JdbcClient.create(template);
    }

    @Bean
    PlatformTransactionManager transactionManager(HikariDataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    @Bean
    TransactionTemplate transactionTemplate(PlatformTransactionManager transactions) {
        return new TransactionTemplate(transactions);
    }

    @Bean
    ChangeFeed changeFeed(JdbcClient db) {
        return new JdbcChangeFeed(db);
    }

    @Bean
    JdbcProcesses processes(JdbcClient db, JsonMapper json) {
        return new JdbcProcesses(db, json);
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

    @Bean
    ProcessReporting processReporting(Processes processes, ObjectProvider<SelfReport> self) {
        return new ProcessReporting(processes, self);
    }
}
