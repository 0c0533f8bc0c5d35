package dev.atrium.pool;

import static java.util.stream.Collectors.toMap;

import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Replicas in MySQL, with words for what ails them. */
final class JdbcReplicas implements Replicas {

    private final ReplicaRows replicas;
    private final WorkerRows workers;
    private final PoolSettings settings;
    private final Clock clock;

    JdbcReplicas(ReplicaRows replicas, WorkerRows workers, PoolSettings settings, Clock clock) {
        this.replicas = replicas;
        this.workers = workers;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public List<Replica> of(TenantId tenant) {
        return listed(replicas.of(tenant));
    }

    List<Replica> of(TenantId tenant, Collection<VersionId> versions) {
        return listed(replicas.of(tenant, versions));
    }

    @Override
    public List<Replica> all() {
        return listed(replicas.all());
    }

    private List<Replica> listed(List<ReplicaRow> rows) {
        var byId = workers.all().stream().collect(toMap(WorkerRow::id, Function.identity()));
        return rows.stream()
                .map(row -> listed(row, row.worker() == null ? null : byId.get(row.worker())))
                .toList();
    }

    private Replica listed(ReplicaRow row, @Nullable WorkerRow worker) {
        return new Replica(
                row.id(),
                row.deployment(),
                row.tenant(),
                row.version(),
                row.worker(),
                row.state(),
                words(row, worker),
                row.progress(),
                row.changedAt());
    }

    private String words(ReplicaRow row, @Nullable WorkerRow worker) {
        if (worker != null && WorkerWords.isSilent(worker, settings, clock.instant())) {
            return WorkerWords.silent(worker);
        }
        return row.retryAt() == null
                ? row.reason()
                : Reason.Kind.TRIED_AGAIN.words(row.reason(), row.retryAt()).strip();
    }
}
