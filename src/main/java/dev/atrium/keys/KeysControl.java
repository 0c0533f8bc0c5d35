package dev.atrium.keys;

import dev.atrium.audit.AuditLog;
import dev.atrium.cluster.ChangeFeed;
import dev.atrium.tenancy.Tenants;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The portal's half: issuing and revoking. */
@Configuration(proxyBeanMethods = false)
public class KeysControl {

    @Bean
    ApiKeys apiKeys(JdbcClient db, Tenants tenants, AuditLog audit, ChangeFeed feed, Clock clock) {
        return new JdbcApiKeys(db, tenants, audit, feed, clock);
    }
}
