package dev.atrium.keys;

import dev.atrium.audit.AuditLog;
import dev.atrium.cluster.ChangeFeed;
import dev.atrium.tenancy.Members;
import dev.atrium.tenancy.Tenants;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The portal's half: issuing and revoking. */
@Configuration(proxyBeanMethods = false)
public class KeysControl {

    @Bean
    ApiKeys apiKeys(JdbcClient db, Tenants tenants, Members members, AuditLog audit, ChangeFeed feed, Clock clock) {
        return new JdbcApiKeys(db, tenants, members, audit, feed, clock);
    }

    @Bean
    ShortLivedKeys shortLivedKeys(
            JdbcClient db, Tenants tenants, Members members, AuditLog audit, ChangeFeed feed, Clock clock) {
        return new JdbcShortLivedKeys(db, tenants, members, audit, feed, clock);
    }

    @Bean
    ShortLivedCleaning shortLivedCleaning(
            JdbcClient db, ChangeFeed feed, TransactionTemplate transactions, Clock clock) {
        return new ShortLivedCleaning(db, feed, transactions, clock);
    }
}
