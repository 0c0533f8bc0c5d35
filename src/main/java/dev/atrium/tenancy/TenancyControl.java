package dev.atrium.tenancy;

import dev.atrium.audit.AuditLog;
import dev.atrium.cluster.ChangeFeed;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The portal's half: creating and finding organizations. */
@Configuration(proxyBeanMethods = false)
public class TenancyControl {

    @Bean
    Tenants tenants(JdbcClient db, AuditLog audit, ChangeFeed feed, Clock clock) {
        return new JdbcTenants(db, audit, feed, clock);
    }
}
