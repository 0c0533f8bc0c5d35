package dev.atrium.api.web;

import dev.atrium.cluster.SelfReport;
import dev.atrium.shared.ProcessId;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Ports, filters, errors, health and metrics of the portal. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PortalSettings.class, ManagementSettings.class})
public class WebConfiguration {

    @Bean
    Connectors connectors(PortalSettings portal, ManagementSettings management) {
        return new Connectors(portal, management);
    }

    @Bean
    ProblemWriter problemWriter(JsonMapper json) {
        return new ProblemWriter(json);
    }

    @Bean
    ProblemAdvice problemAdvice(ProblemWriter problems) {
        return new ProblemAdvice(problems);
    }

    @Bean
    FilterRegistrationBean<PortFilter> portFilter(Connectors connectors, ProblemWriter problems) {
        var registration = new FilterRegistrationBean<>(new PortFilter(connectors, problems));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(ProblemWriter problems) {
        var registration = new FilterRegistrationBean<>(new BodyLimit(problems));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    @Bean
    HealthController healthController(JdbcClient db) {
        return new HealthController(db);
    }

    @Bean
    MetricsController metricsController(PrometheusMeterRegistry registry) {
        return new MetricsController(registry);
    }

    @Bean
    SelfReport portalReport(
            ProcessId id,
            PortalSettings settings,
            Connectors connectors,
            @Value("${spring.application.version:unknown}") String version,
            Clock clock) {
        return new PortalReport(id, settings, connectors, version, clock);
    }
}
