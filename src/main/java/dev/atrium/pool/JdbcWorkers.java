package dev.atrium.pool;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.atrium.agent.Heartbeat;
import dev.atrium.agent.Join;
import dev.atrium.audit.AuditEntry;
import dev.atrium.audit.AuditLog;
import dev.atrium.shared.Actor;
import dev.atrium.shared.Digest;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.ReplicaId;
import dev.atrium.shared.WorkerId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.transaction.support.TransactionOperations;

/** Workers in MySQL. */
final class JdbcWorkers implements Workers {

    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    private final WorkerRows workers;
    private final ReplicaRows replicas;
    private final Joining joining;
    private final Reports reports;
    private final Orders orders;
    private final AuditLog audit;
    private final TransactionOperations transactions;
    private final PoolSettings settings;
    private final Clock clock;

    JdbcWorkers(
            WorkerRows workers,
            ReplicaRows replicas,
            Joining joining,
            Reports reports,
            Orders orders,
            AuditLog audit,
            TransactionOperations transactions,
            PoolSettings settings,
            Clock clock) {
        this.workers = workers;
        this.replicas = replicas;
        this.joining = joining;
        this.reports = reports;
        this.orders = orders;
        this.audit = audit;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public WorkerId join(Join.Request request) {
        return java.util.Objects.requireNonNull(transactions.execute(_ -> joining.join(request)));
    }

    @Override
    public String publicKey(WorkerId worker) {
        return member(worker).publicKey();
    }

    @Override
    public Heartbeat.Answer heartbeat(WorkerId worker, Heartbeat.Request request) {
        return orders.answer(reports.take(member(worker), request));
    }

    @Override
    public Optional<ReplicaFile> file(WorkerId worker, ReplicaId replica, Digest digest) {
        return replicas.find(worker, replica).flatMap(found -> orders.file(found.version(), digest));
    }

    @Override
    public List<ListedWorker> all() {
        var counts = replicas.all().stream()
                .flatMap(replica -> Optional.ofNullable(replica.worker()).stream())
                .collect(groupingBy(worker -> worker, counting()));
        return workers.all().stream()
                .map(worker ->
                        listed(worker, counts.getOrDefault(worker.id(), 0L).intValue()))
                .toList();
    }

    @Override
    public void remove(Actor actor, WorkerId worker) {
        transactions.executeWithoutResult(_ -> {
            var found = workers.find(worker);
            if (found.isEmpty() || !workers.remove(worker, clock.instant())) {
                throw new ProblemException(Problem.of(
                        NOT_FOUND,
                        "no_such_worker",
                        "There is no worker %s. List the workers to see their ids.".formatted(worker)));
            }
            var detail = Map.of("pool", found.get().pool(), "name", found.get().name());
            audit.record(AuditEntry.done(found.get().owner(), actor, "worker.remove", worker.text(), detail));
            replicas.announce(replicas.of(worker).stream().map(ReplicaRow::id).toList());
        });
    }

    private WorkerRow member(WorkerId id) {
        var worker = workers.find(id)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        UNAUTHORIZED, "unknown_worker", "Worker %s is not known here. Join again.".formatted(id))));
        if (worker.isRemoved()) {
            throw Joining.removed(id);
        }
        return worker;
    }

    private ListedWorker listed(WorkerRow worker, int replicas) {
        var lost = WorkerWords.isSilent(worker, settings, clock.instant());
        return new ListedWorker(
                worker.id(),
                worker.owner(),
                worker.pool(),
                worker.name(),
                lost ? ListedWorker.Liveness.LOST : ListedWorker.Liveness.CONNECTED,
                lost ? WorkerWords.silent(worker) : "Connected.",
                worker.report(),
                replicas,
                worker.joinedAt(),
                worker.seenAt());
    }
}
