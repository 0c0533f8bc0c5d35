package dev.atrium.cluster;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What both halves have alike: this process' report, and ways to query their data source. */
@Configuration(proxyBeanMethods = false)
class ClusterBeans {

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
    JdbcProcesses processes(JdbcClient db, JsonMapper json) {
        return new JdbcProcesses(db, json);
    }

    @Bean
    ProcessReporting processReporting(Processes processes, ObjectProvider<SelfReport> self) {
        return new ProcessReporting(processes, self);
    }
}
