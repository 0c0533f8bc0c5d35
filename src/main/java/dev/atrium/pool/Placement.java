package dev.atrium.pool;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.atrium.cluster.LeaderTask;
import dev.atrium.shared.ReplicaId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Brings replicas to workers, once a second, on the leading portal. Each deployment is changed in a transaction of
 * its own that holds the deployment's row, and only if its replicas are still those that were looked at.
 */
final class Placement implements LeaderTask {

    private static final Logger LOG = LoggerFactory.getLogger(Placement.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    /** After such a pause nobody could report, so nobody counts as silent before they had the time to. */
    private static final Duration LONG_PAUSE = Duration.ofSeconds(10);

    private final WorkerRows workers;
    private final DeploymentRows deployments;
    private final ReplicaRows replicas;
    private final TransactionOperations transactions;
    private final PoolSettings settings;
    private final Clock clock;

    private @Nullable Instant lastRun;
    private Instant watchingSince = Instant.MIN;

    Placement(
            WorkerRows workers,
            DeploymentRows deployments,
            ReplicaRows replicas,
            TransactionOperations transactions,
            PoolSettings settings,
            Clock clock) {
        this.workers = workers;
        this.deployments = deployments;
        this.replicas = replicas;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "placement";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        var now = clock.instant();
        watch(now);
        lastRun = now;
        var all = replicas.all();
        var fleet = new Fleet(workers.all(), worker -> isLive(worker, now), all);
        var byDeployment = all.stream().collect(groupingBy(ReplicaRow::deployment));
        for (var deployment : deployments.active()) {
            place(deployment, byDeployment.getOrDefault(deployment.id(), List.of()), fleet, now);
        }
    }

    /** One that fails must not keep the others from their replicas. */
    private void place(DeploymentRow deployment, List<ReplicaRow> its, Fleet fleet, Instant now) {
        var steps = Planner.plan(deployment, its, fleet, settings, now);
        if (steps.isEmpty()) {
            return;
        }
        try {
            transactions.executeWithoutResult(_ -> take(deployment, its, steps, now));
        } catch (DataAccessException e) {
            LOG.warn("cannot place {} now; trying again in {} s: {}", deployment.id(), EVERY.toSeconds(), e.toString());
        }
    }

    private void watch(Instant now) {
        if (lastRun == null || Duration.between(lastRun, now).compareTo(LONG_PAUSE) > 0) {
            watchingSince = now;
        }
    }

    private boolean isLive(WorkerRow worker, Instant now) {
        var heard = worker.seenAt().isAfter(watchingSince) ? worker.seenAt() : watchingSince;
        return now.isBefore(heard.plus(settings.lostAfter()));
    }

    private void take(DeploymentRow planned, List<ReplicaRow> seen, List<PlacementStep> steps, Instant now) {
        var current = deployments.lock(planned.id());
        if (current.isEmpty()
                || !current.get().equals(planned)
                || !ids(replicas.of(planned.id())).equals(ids(seen))) {
            return;
        }
        steps.forEach(step -> take(step, now));
        replicas.announce(
                steps.stream().flatMap(step -> newState(step).stream()).toList());
    }

    private void take(PlacementStep step, Instant now) {
        switch (step) {
            case PlacementStep.Create(var replica) -> replicas.insert(replica);
            case PlacementStep.Change(var from, var to) -> replicas.update(to, from.state());
            case PlacementStep.End(var replica) -> replicas.end(replica.id(), now);
        }
    }

    /** The replica whose state the step changes; another reason to wait is no news for gateways. */
    private static Optional<ReplicaId> newState(PlacementStep step) {
        return switch (step) {
            case PlacementStep.Create(var replica) -> Optional.of(replica.id());
            case PlacementStep.Change(var from, var to) -> Optional.of(to.id()).filter(_ -> from.state() != to.state());
            case PlacementStep.End(var replica) -> Optional.of(replica.id());
        };
    }

    private static Set<ReplicaId> ids(List<ReplicaRow> replicas) {
        return replicas.stream().map(ReplicaRow::id).collect(toSet());
    }
}
