package dev.atrium.registry;

import dev.atrium.audit.AuditLog;
import dev.atrium.cluster.ChangeFeed;
import dev.atrium.storage.Objects;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The portal's half of this module. */
@Configuration(proxyBeanMethods = false)
public class RegistryControl {

    @Bean
    Repositories repositories(
            JdbcTemplate template,
            TransactionTemplate transactions,
            Objects objects,
            AuditLog audit,
            ChangeFeed feed,
            Clock clock) {
        return new JdbcRepositories(
                JdbcClient.create(template),
                transactions,
                new Publication(template, objects, clock),
                audit,
                feed,
                clock);
    }

    @Bean
    Catalog catalog(JdbcClient db, Objects objects) {
        return new JdbcCatalog(db, objects);
    }
}
