package dev.atrium.pool;

import dev.atrium.audit.AuditLog;
import dev.atrium.cluster.ChangeFeed;
import dev.atrium.cluster.Processes;
import dev.atrium.registry.Repositories;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The portal's half of this module. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PoolSettings.class)
public class PoolControl {

    @Bean
    WorkerRows workerRows(JdbcClient db, JsonMapper json) {
        return new WorkerRows(db, json);
    }

    @Bean
    ReplicaRows replicaRows(JdbcClient db, ChangeFeed feed) {
        return new ReplicaRows(db, feed);
    }

    @Bean
    DeploymentRows deploymentRows(JdbcClient db) {
        return new DeploymentRows(db);
    }

    @Bean
    JdbcJoinTokens joinTokens(JdbcClient db, TransactionTemplate transactions, AuditLog audit, Clock clock) {
        return new JdbcJoinTokens(db, transactions, audit, clock);
    }

    @Bean
    Deployments deployments(
            DeploymentRows rows,
            Repositories repositories,
            AuditLog audit,
            ChangeFeed feed,
            TransactionTemplate transactions,
            Clock clock) {
        return new JdbcDeployments(rows, repositories, audit, feed, transactions, clock);
    }

    @Bean
    JdbcReplicas replicas(ReplicaRows replicas, WorkerRows workers, PoolSettings settings, Clock clock) {
        return new JdbcReplicas(replicas, workers, settings, clock);
    }

    @Bean
    ServedVersions servedVersions(DeploymentRows deployments, JdbcReplicas replicas) {
        return new JdbcServedVersions(deployments, replicas);
    }

    @Bean
    Orders orders(Repositories repositories, Processes processes, PoolSettings settings) {
        return new Orders(repositories, processes, settings);
    }

    @Bean
    Workers workers(
            WorkerRows workers,
            ReplicaRows replicas,
            JdbcJoinTokens tokens,
            Orders orders,
            AuditLog audit,
            TransactionTemplate transactions,
            PoolSettings settings,
            Clock clock) {
        return new JdbcWorkers(
                workers,
                replicas,
                new Joining(tokens, workers, replicas, audit, clock),
                new Reports(workers, replicas, transactions, settings, clock),
                orders,
                audit,
                transactions,
                settings,
                clock);
    }

    @Bean
    Placement placement(
            WorkerRows workers,
            DeploymentRows deployments,
            ReplicaRows replicas,
            TransactionTemplate transactions,
            PoolSettings settings,
            Clock clock) {
        return new Placement(workers, deployments, replicas, transactions, settings, clock);
    }

    @Bean
    Replacement replacement(
            DeploymentRows deployments,
            ReplicaRows replicas,
            WorkerRows workers,
            Deployments door,
            Repositories repositories,
            TransactionTemplate transactions,
            PoolSettings settings,
            Clock clock) {
        return new Replacement(deployments, replicas, workers, door, repositories, transactions, settings, clock);
    }

    @Bean
    PoolMetrics poolMetrics(JdbcClient db, PoolSettings settings, Clock clock, MeterRegistry registry) {
        return new PoolMetrics(db, settings, clock, registry);
    }

    @Bean
    ReplicaCleaning replicaCleaning(JdbcClient db, Clock clock) {
        return new ReplicaCleaning(db, clock);
    }
}
