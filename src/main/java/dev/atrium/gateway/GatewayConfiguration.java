package dev.atrium.gateway;

import dev.atrium.cluster.FeedReader;
import dev.atrium.cluster.ProcessReport;
import dev.atrium.cluster.SelfReport;
import dev.atrium.keys.KeySightings;
import dev.atrium.keys.KeyTable;
import dev.atrium.metering.Journal;
import dev.atrium.metering.Receipts;
import dev.atrium.pool.DeploymentTable;
import dev.atrium.pool.RouteTable;
import dev.atrium.pricing.PriceTable;
import dev.atrium.registry.ModelTable;
import dev.atrium.tenancy.TenantTable;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The request path over the tables that the change feed fills. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GatewaySettings.class)
public class GatewayConfiguration {

    @Bean
    Knowledge knowledge(
            TenantTable tenants,
            KeyTable keys,
            ModelTable models,
            PriceTable prices,
            DeploymentTable deployments,
            RouteTable routes,
            FeedReader feed) {
        return new MirroredKnowledge(tenants, keys, models, prices, deployments, routes, feed);
    }

    @Bean
    GatewayIdentity gatewayIdentity(@Value("${atrium.home}") Path home) throws IOException {
        return IdentityFile.readOrCreate(home.resolve("gateway/identity"));
    }

    @Bean
    Gateway gateway(
            GatewaySettings settings,
            Knowledge knowledge,
            Journal journal,
            GatewayIdentity identity,
            KeySightings sightings,
            Receipts receipts,
            PrometheusMeterRegistry metrics,
            Clock clock)
            throws UnknownHostException {
        return new Gateway(
                new InetSocketAddress(InetAddress.getAllByName(settings.address())[0], settings.port()),
                settings,
                knowledge,
                journal,
                identity,
                sightings,
                new UsageEndpoint(receipts),
                metrics,
                LoggerFactory.getLogger(CallLog.NAME),
                clock,
                Runtime.getRuntime().availableProcessors());
    }

    @Bean
    Readiness readiness(FeedReader feed, Journal journal, GatewaySettings settings, Clock clock) {
        return new Readiness(feed::freshness, journal, settings.staleAfter(), clock);
    }

    @Bean
    GatewayServer gatewayServer(
            Gateway gateway,
            Readiness readiness,
            Journal journal,
            PrometheusMeterRegistry metrics,
            JsonMapper json,
            GatewaySettings settings) {
        var operations = OperationsServer.build(settings.operationsPort(), readiness, journal, metrics, json);
        return new GatewayServer(gateway, operations, readiness, new AccessLogWriter(metrics), settings);
    }

    @Bean
    SelfReport gatewayReport(
            GatewayIdentity identity,
            GatewaySettings settings,
            GatewayServer server,
            Readiness readiness,
            FeedReader feed,
            Journal journal,
            @Value("${spring.application.version:unknown}") String version,
            Clock clock) {
        var startedAt = clock.instant();
        return () -> report(identity, settings, server, readiness, feed, journal, version, startedAt);
    }

    private static ProcessReport report(
            GatewayIdentity identity,
            GatewaySettings settings,
            GatewayServer server,
            Readiness readiness,
            FeedReader feed,
            Journal journal,
            String version,
            Instant startedAt) {
        return new ProcessReport(
                identity.id(),
                "gateway",
                "http://%s:%d".formatted(settings.address(), server.port()),
                version,
                ProcessHandle.current().pid(),
                identity.key().publicKey(),
                Map.of(
                        "operations", "http://127.0.0.1:%d".formatted(server.operationsPort()),
                        "notReady", readiness.reasons(),
                        "journal", journal.state()),
                feed.freshness().number(),
                startedAt);
    }
}
