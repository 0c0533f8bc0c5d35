package dev.atrium.tenancy;

import dev.atrium.audit.AuditLog;
import dev.atrium.cluster.ChangeFeed;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The portal's half: organizations and who belongs to them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TenancySettings.class)
public class TenancyControl {

    @Bean
    Tenants tenants(JdbcClient db, AuditLog audit, ChangeFeed feed, Clock clock) {
        return new JdbcTenants(db, audit, feed, clock);
    }

    @Bean
    ExpectedMembers expectedMembers(JdbcClient db, Clock clock) {
        return new ExpectedMembers(db, clock);
    }

    @Bean
    Members members(JdbcClient db, AuditLog audit, ExpectedMembers expected, Clock clock) {
        return new JdbcMembers(db, audit, expected, clock);
    }

    @Bean
    FirstOrganization firstOrganization(
            Tenants tenants, Members members, ExpectedMembers expected, JdbcClient db, TenancySettings settings) {
        return new FirstOrganization(tenants, members, expected, db, settings);
    }
}
