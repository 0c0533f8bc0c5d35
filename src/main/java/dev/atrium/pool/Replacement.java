package dev.atrium.pool;

import static java.util.stream.Collectors.toSet;

import dev.atrium.cluster.LeaderTask;
import dev.atrium.registry.ModelEntry;
import dev.atrium.registry.Repositories;
import dev.atrium.shared.Actor;
import dev.atrium.shared.Slug;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Puts new deployments in the place of earlier ones of their model, once a second, on the leading portal. One
 * transaction moves {@code production} and stops the earlier ones. Their replicas drain after it, so that gateways,
 * which follow the feed in its order, know the new way before the old one ends.
 */
final class Replacement implements LeaderTask {

    private static final Logger LOG = LoggerFactory.getLogger(Replacement.class);

    private static final Actor SELF = new Actor.Installation("replacement");
    private static final Slug PRODUCTION = new Slug(ModelEntry.DEFAULT_ALIAS);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final DeploymentRows deployments;
    private final ReplicaRows replicas;
    private final WorkerRows workers;
    private final Deployments door;
    private final Repositories repositories;
    private final TransactionOperations transactions;
    private final PoolSettings settings;
    private final Clock clock;

    Replacement(
            DeploymentRows deployments,
            ReplicaRows replicas,
            WorkerRows workers,
            Deployments door,
            Repositories repositories,
            TransactionOperations transactions,
            PoolSettings settings,
            Clock clock) {
        this.deployments = deployments;
        this.replicas = replicas;
        this.workers = workers;
        this.door = door;
        this.repositories = repositories;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "replacement";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        deployments.replacing().stream().filter(this::isReady).forEach(this::replaceOrLog);
    }

    /** Copies on silent workers do not count: to whom they were left, callers would find nobody. */
    private boolean isReady(DeploymentRow deployment) {
        var now = clock.instant();
        var live = workers.all().stream()
                .filter(worker -> !WorkerWords.isSilent(worker, settings, now))
                .map(WorkerRow::id)
                .collect(toSet());
        return replicas.of(deployment.id()).stream()
                        .filter(replica -> replica.state() == ReplicaState.READY)
                        .flatMap(replica -> Optional.ofNullable(replica.worker()).stream())
                        .filter(live::contains)
                        .count()
                >= deployment.wanted();
    }

    /** One that fails must not keep the others from their places. */
    private void replaceOrLog(DeploymentRow deployment) {
        try {
            transactions.executeWithoutResult(_ -> replace(deployment));
        } catch (DataAccessException e) {
            LOG.warn(
                    "{} cannot take its place now; trying again in {} s: {}",
                    deployment.id(),
                    EVERY.toSeconds(),
                    e.toString());
        }
    }

    private void replace(DeploymentRow planned) {
        if (deployments.lock(planned.id()).filter(planned::equals).isEmpty()) {
            return;
        }
        var earlier = deployments.running(planned.tenant()).stream()
                .filter(other -> other.model().equals(planned.model()) && isEarlier(other, planned))
                .map(DeploymentRow::id)
                .toList();
        // Rows of deployments before the repository and the feed, as everywhere: so nobody waits in a circle.
        earlier.forEach(deployments::lock);
        deployments.replaced(planned.id());
        repositories.moveAlias(SELF, planned.tenant(), planned.model(), PRODUCTION, planned.version());
        earlier.forEach(other -> door.stop(SELF, planned.tenant(), other));
    }

    /** Ids sort by the time when they were made. */
    private static boolean isEarlier(DeploymentRow one, DeploymentRow other) {
        return one.id().text().compareTo(other.id().text()) < 0;
    }
}
