package dev.atrium.audit;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The portal's half: the log itself. */
@Configuration(proxyBeanMethods = false)
public class AuditControl {

    @Bean
    AuditLog auditLog(JdbcClient db, JsonMapper json, Clock clock) {
        return new JdbcAuditLog(db, json, clock);
    }
}
