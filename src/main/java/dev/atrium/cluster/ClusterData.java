package dev.atrium.cluster;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The gateway's half: a few connections for the background, and all {@link MirroredTable} beans of the context
 * filled by the change feed. It starts without MySQL.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MySqlSettings.class, ClusterSettings.class})
@Import(ClusterBeans.class)
public class ClusterData {

    @Bean
    HikariDataSource dataSource(MySqlSettings mysql, ClusterSettings cluster) {
        return Databases.application(mysql, cluster.gatewayConnections(), "gateway");
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    FeedReader feedReader(
            JdbcClient db,
            ObjectProvider<MirroredTable<?>> tables,
            ClusterSettings cluster,
            @Value("${atrium.home}") Path home,
            Clock clock) {
        var snapshot = Objects.requireNonNullElse(cluster.snapshot(), home.resolve("gateway/snapshot.json"));
        return new FeedReader(db, tables.stream().toList(), snapshot, clock);
    }

    @Bean
    FeedMetrics feedMetrics(FeedReader feed, Clock clock, MeterRegistry registry) {
        return new FeedMetrics(feed, clock, registry);
    }
}
