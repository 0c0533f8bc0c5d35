package dev.atrium.pricing;

import dev.atrium.audit.AuditLog;
import dev.atrium.cluster.ChangeFeed;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The portal's half: publishing prices. */
@Configuration(proxyBeanMethods = false)
public class PricingControl {

    @Bean
    PriceBook priceBook(JdbcClient db, AuditLog audit, ChangeFeed feed, Clock clock) {
        return new JdbcPriceBook(db, audit, feed, clock);
    }
}
