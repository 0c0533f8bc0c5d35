package dev.atrium.api.management;

import dev.atrium.api.web.PortalSettings;
import dev.atrium.api.web.ProblemWriter;
import dev.atrium.audit.AuditLog;
import dev.atrium.cluster.ChangeFeed;
import dev.atrium.cluster.Processes;
import dev.atrium.identity.Operators;
import dev.atrium.keys.ApiKeys;
import dev.atrium.metering.Journals;
import dev.atrium.metering.UsageEvents;
import dev.atrium.metering.UsageHours;
import dev.atrium.pool.Deployments;
import dev.atrium.pool.JoinTokens;
import dev.atrium.pool.Replicas;
import dev.atrium.pool.Workers;
import dev.atrium.pricing.PriceBook;
import dev.atrium.registry.Repositories;
import dev.atrium.storage.Objects;
import dev.atrium.tenancy.Tenants;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionTemplate;

/** Everything below {@code /manage/v1}. */
@Configuration(proxyBeanMethods = false)
public class ManagementConfiguration {

    private static final int AFTER_THE_FIRST_FILTERS = Ordered.HIGHEST_PRECEDENCE + 10;

    @Bean
    ManagementToken managementToken(@Value("${atrium.home}") Path home) throws IOException {
        var token = new ManagementToken(home.resolve("secrets/management-token"));
        token.ensure();
        return token;
    }

    @Bean
    Refusals refusals(AuditLog audit, TransactionTemplate transactions, Clock clock, MeterRegistry metrics) {
        return new Refusals(audit, transactions, clock, metrics);
    }

    @Bean
    FilterRegistrationBean<TokenFilter> tokenFilter(ManagementToken token, Refusals refusals, ProblemWriter problems) {
        var registration = new FilterRegistrationBean<>(new TokenFilter(token, refusals, problems));
        registration.addUrlPatterns("/manage/*", "/metrics");
        registration.setOrder(AFTER_THE_FIRST_FILTERS);
        return registration;
    }

    @Bean
    KeysController keysController(ApiKeys keys, Tenants tenants) {
        return new KeysController(keys, tenants);
    }

    @Bean
    OrganizationsController organizationsController(Tenants tenants) {
        return new OrganizationsController(tenants);
    }

    @Bean
    OperatorsController operatorsController(Operators operators, PortalSettings portal) {
        return new OperatorsController(operators, portal);
    }

    @Bean
    AuditController auditController(AuditLog audit, Tenants tenants) {
        return new AuditController(audit, tenants);
    }

    @Bean
    PoolController poolController(Workers workers, Replicas replicas, JoinTokens tokens, Tenants tenants) {
        return new PoolController(workers, replicas, tokens, tenants);
    }

    @Bean
    ModelsController modelsController(
            Tenants tenants, Objects objects, Repositories repositories, PriceBook prices, Deployments deployments) {
        return new ModelsController(tenants, objects, repositories, prices, deployments);
    }

    @Bean
    DeploymentsController deploymentsController(Deployments deployments, Repositories repositories, Tenants tenants) {
        return new DeploymentsController(deployments, repositories, tenants);
    }

    @Bean
    UsageController usageController(UsageEvents events, UsageHours hours, Tenants tenants, Clock clock) {
        return new UsageController(events, hours, tenants, clock);
    }

    @Bean
    JournalsController journalsController(Journals journals, Processes processes) {
        return new JournalsController(journals, processes);
    }

    @Bean
    StatusController statusController(
            @Value("${spring.application.version:unknown}") String version,
            ChangeFeed feed,
            Processes processes,
            Workers workers,
            Replicas replicas) {
        return new StatusController(version, feed, processes, workers, replicas);
    }
}
