package dev.atrium.pool;

import dev.atrium.pool.PlacementStep.Change;
import dev.atrium.pool.PlacementStep.Create;
import dev.atrium.pool.PlacementStep.End;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides for one deployment what to change so that it comes closer to what is wanted. It looks at the whole state
 * each time and remembers nothing, so whatever went wrong before is put right:
 *
 * <ul>
 *   <li>A replica that drains long enough, or whose worker left its pool, ends.
 *   <li>A failed replica ends when its time to be tried again has come; a new one takes its place.
 *   <li>Replicas on live workers and those without a worker count. Missing ones are created, surplus ones stop: first
 *       those without a worker, ready ones last.
 *   <li>A replica on a silent worker does not count, but stays until enough others are ready. So a worker that comes
 *       back meanwhile goes on as if nothing had been.
 * </ul>
 */
final class Planner {

    private final DeploymentRow deployment;
    private final Fleet fleet;
    private final PoolSettings settings;
    private final Instant now;
    private final List<PlacementStep> steps = new ArrayList<>();

    private Planner(DeploymentRow deployment, Fleet fleet, PoolSettings settings, Instant now) {
        this.deployment = deployment;
        this.fleet = fleet;
        this.settings = settings;
        this.now = now;
    }

    /** @param fleet counts along with what is decided */
    static List<PlacementStep> plan(
            DeploymentRow deployment, List<ReplicaRow> replicas, Fleet fleet, PoolSettings settings, Instant now) {
        var planner = new Planner(deployment, fleet, settings, now);
        planner.plan(replicas);
        return planner.steps;
    }

    private void plan(List<ReplicaRow> replicas) {
        var counted = new ArrayList<ReplicaRow>();
        var silent = new ArrayList<ReplicaRow>();
        for (var replica : replicas) {
            var kept = settle(replica);
            if (kept != null) {
                (isSilent(kept) ? silent : counted).add(kept);
            }
        }
        counted.sort(Comparator.comparingInt(Planner::worth).reversed());
        counted.stream().skip(deployment.wanted()).forEach(this::stop);
        for (int missing = deployment.wanted() - counted.size(); missing > 0; missing--) {
            create(null, 0);
        }
        endReplaced(counted, silent);
    }

    /** Does what one replica needs by itself, and returns what is left of it, or null when nothing counts any more. */
    private @Nullable ReplicaRow settle(ReplicaRow replica) {
        if (replica.worker() != null && !fleet.mayServe(replica.worker(), deployment)) {
            end(replica);
            return null;
        }
        return switch (replica.state()) {
            case STOPPED -> null;
            case STOPPING -> drain(replica);
            case FAILED -> retry(replica);
            case QUEUED -> replica.worker() == null ? place(replica) : replica;
            case DOWNLOADING, LOADING, READY -> replica;
        };
    }

    private @Nullable ReplicaRow drain(ReplicaRow replica) {
        if (isSilent(replica) || !now.isBefore(replica.changedAt().plus(settings.drain()))) {
            end(replica);
        }
        return null;
    }

    private @Nullable ReplicaRow retry(ReplicaRow replica) {
        if (replica.retryAt() == null || now.isBefore(replica.retryAt()) || deployment.wanted() == 0) {
            return replica;
        }
        end(replica);
        return create(replica, replica.attempts() + 1);
    }

    private ReplicaRow place(ReplicaRow waiting) {
        var fit = fleet.fit(deployment, null);
        var placed = fit.worker() == null
                ? waiting.explained(Objects.requireNonNull(fit.obstacle()))
                : waiting.placedOn(fit.worker().id(), waitingFor(fit.worker()));
        if (!placed.equals(waiting)) {
            steps.add(new Change(waiting, placed));
            fleet.take(placed);
        }
        return placed;
    }

    /** @param instead of which one, whose worker is avoided if another fits; null: of none */
    private ReplicaRow create(@Nullable ReplicaRow instead, int attempts) {
        var fit = fleet.fit(deployment, instead == null ? null : instead.worker());
        var worker = fit.worker();
        var replica = worker == null
                ? ReplicaRow.queued(deployment, null, Objects.requireNonNull(fit.obstacle()), attempts, now)
                : ReplicaRow.queued(deployment, worker.id(), waitingFor(worker), attempts, now);
        steps.add(new Create(replica));
        fleet.take(replica);
        return replica;
    }

    /** A ready one finishes what it has; gateways stop calling it as soon as they hear of the change. */
    private void stop(ReplicaRow surplus) {
        if (surplus.state() == ReplicaState.READY) {
            steps.add(new Change(surplus, surplus.in(ReplicaState.STOPPING, "", now)));
        } else {
            end(surplus);
        }
    }

    private void endReplaced(List<ReplicaRow> counted, List<ReplicaRow> silent) {
        var ready = counted.stream()
                .filter(replica -> replica.state() == ReplicaState.READY)
                .count();
        if (ready >= deployment.wanted()) {
            silent.forEach(this::end);
        }
    }

    private void end(ReplicaRow replica) {
        steps.add(new End(replica));
        fleet.release(replica);
    }

    private boolean isSilent(ReplicaRow replica) {
        return replica.worker() != null && !fleet.isLive(replica.worker());
    }

    /** The more, the rather it is kept. */
    private static int worth(ReplicaRow replica) {
        return switch (replica.state()) {
            case READY -> 5;
            case LOADING -> 4;
            case DOWNLOADING -> 3;
            case QUEUED -> replica.worker() == null ? 0 : 2;
            case FAILED -> 1;
            case STOPPING, STOPPED -> -1;
        };
    }

    static String waitingFor(WorkerRow worker) {
        return Reason.Kind.WAITING.words(worker.name());
    }
}
