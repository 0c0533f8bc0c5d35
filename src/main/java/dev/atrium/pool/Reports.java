package dev.atrium.pool;

import static java.util.stream.Collectors.toMap;

import dev.atrium.agent.Heartbeat;
import dev.atrium.agent.Heartbeat.ReplicaReport;
import dev.atrium.agent.WorkerReport;
import dev.atrium.shared.ReplicaId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** Takes in what workers report. A report without news writes nothing, but every few seconds that it came. */
final class Reports {

    /** So much earlier than it is may a worker seem to have been seen last. */
    static final Duration SEEN_EVERY = Duration.ofSeconds(5);

    /** A replica that served so long starts anew with counting its failures. */
    static final Duration STEADY_AFTER = Duration.ofMinutes(10);

    private static final int PERCENT = 100;

    private final WorkerRows workers;
    private final ReplicaRows replicas;
    private final TransactionOperations transactions;
    private final PoolSettings settings;
    private final Clock clock;

    Reports(
            WorkerRows workers,
            ReplicaRows replicas,
            TransactionOperations transactions,
            PoolSettings settings,
            Clock clock) {
        this.workers = workers;
        this.replicas = replicas;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    private record Update(ReplicaRow from, ReplicaRow to) {}

    /** Writes what is new and returns what the worker should run. */
    List<ReplicaRow> take(WorkerRow worker, Heartbeat.Request request) {
        ReportCheck.check(request);
        var now = clock.instant();
        var before = replicas.of(worker.id());
        var updates = updates(worker, before, request, now);
        var moved = !worker.address().equals(request.report().address());
        if (!updates.isEmpty() || isNews(worker, request.report(), now)) {
            transactions.executeWithoutResult(_ -> {
                workers.seen(worker.id(), request.report(), now);
                write(updates, moved ? before : List.of());
            });
        }
        return after(before, updates);
    }

    private static List<ReplicaRow> after(List<ReplicaRow> before, List<Update> updates) {
        var news = updates.stream().collect(toMap(update -> update.from().id(), Update::to));
        return before.stream()
                .map(replica -> news.getOrDefault(replica.id(), replica))
                .toList();
    }

    private void write(List<Update> updates, List<ReplicaRow> moved) {
        var changed = new ArrayList<ReplicaId>();
        for (var update : updates) {
            var written = replicas.update(update.to(), update.from().state());
            if (written && update.from().state() != update.to().state()) {
                changed.add(update.to().id());
            }
        }
        moved.stream().map(ReplicaRow::id).filter(id -> !changed.contains(id)).forEach(changed::add);
        replicas.announce(changed);
    }

    private static boolean isNews(WorkerRow worker, WorkerReport report, Instant now) {
        return !worker.address().equals(report.address())
                || !worker.report().engines().equals(report.engines())
                || !now.isBefore(worker.seenAt().plus(SEEN_EVERY));
    }

    private List<Update> updates(WorkerRow worker, List<ReplicaRow> before, Heartbeat.Request request, Instant now) {
        Map<ReplicaId, ReplicaReport> reports =
                request.replicas().stream().collect(toMap(ReplicaReport::replica, report -> report, (a, _) -> a));
        var updates = new ArrayList<Update>();
        for (var replica : before) {
            var next = next(worker, replica, reports.get(replica.id()), now);
            if (!next.equals(replica)) {
                updates.add(new Update(replica, next));
            }
        }
        return updates;
    }

    /** @param report null when the worker has nothing of this replica (yet, or any more) */
    private ReplicaRow next(WorkerRow worker, ReplicaRow replica, @Nullable ReplicaReport report, Instant now) {
        if (replica.state() == ReplicaState.STOPPING) {
            return replica;
        }
        if (report == null) {
            return replica.state() == ReplicaState.QUEUED
                    ? replica
                    : replica.in(ReplicaState.QUEUED, Planner.waitingFor(worker), now);
        }
        return switch (report.state()) {
            case DOWNLOADING -> reported(replica, ReplicaState.DOWNLOADING, report, now);
            case LOADING -> reported(replica, ReplicaState.LOADING, report, now);
            case READY -> reported(replica, ReplicaState.READY, report, now);
            case FAILED -> replica.state() == ReplicaState.FAILED ? replica : failed(replica, report, now);
        };
    }

    private static ReplicaRow reported(ReplicaRow replica, ReplicaState state, ReplicaReport report, Instant now) {
        var changedAt = replica.state() == state ? replica.changedAt() : now;
        var progress = state == ReplicaState.DOWNLOADING ? percent(report.progress()) : null;
        return replica.in(state, ReplicaRows.cut(report.reason()), changedAt).withProgress(progress);
    }

    private ReplicaRow failed(ReplicaRow replica, ReplicaReport report, Instant now) {
        var wasSteady = replica.state() == ReplicaState.READY
                && !now.isBefore(replica.changedAt().plus(STEADY_AFTER));
        var attempts = wasSteady ? 0 : replica.attempts();
        return replica.in(ReplicaState.FAILED, ReplicaRows.cut(report.reason()), now)
                .retriedAt(now.plus(settings.retryAfter(attempts)), attempts);
    }

    private static @Nullable Integer percent(@Nullable Integer progress) {
        return progress == null ? null : Math.clamp(progress, 0, PERCENT);
    }
}
