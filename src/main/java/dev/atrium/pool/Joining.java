package dev.atrium.pool;

import dev.atrium.agent.Join;
import dev.atrium.audit.AuditEntry;
import dev.atrium.audit.AuditLog;
import dev.atrium.shared.Actor;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.ReplicaId;
import dev.atrium.shared.WorkerId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Exchanges a join token for an identity. Its caller brings the transaction. */
final class Joining {

    private static final int UNAUTHORIZED = 401;

    private final JdbcJoinTokens tokens;
    private final WorkerRows workers;
    private final ReplicaRows replicas;
    private final AuditLog audit;
    private final Clock clock;

    Joining(JdbcJoinTokens tokens, WorkerRows workers, ReplicaRows replicas, AuditLog audit, Clock clock) {
        this.tokens = tokens;
        this.workers = workers;
        this.replicas = replicas;
        this.audit = audit;
        this.clock = clock;
    }

    WorkerId join(Join.Request request) {
        ReportCheck.check(request);
        var token = tokens.lock(request.token())
                .orElseThrow(() -> refused("This join token is not known. Copy it again, or issue a new one."));
        var known = workers.byKey(request.publicKey());
        if (known.isPresent() && known.get().token().equals(token.id())) {
            return again(known.get());
        }
        if (!tokens.redeem(token.id())) {
            throw refused(
                    token.usesLeft() == 0
                            ? "This join token is used up. Issue a new one."
                            : "This join token expired at %s. Issue a new one.".formatted(token.expiresAt()));
        }
        return admit(request, token, known);
    }

    /** The answer to its first call was lost, or it lost what it had stored. The same call has the same answer. */
    private static WorkerId again(WorkerRow known) {
        if (known.isRemoved()) {
            throw removed(known.id());
        }
        return known.id();
    }

    private WorkerId admit(Join.Request request, JdbcJoinTokens.Stored token, Optional<WorkerRow> known) {
        var now = clock.instant();
        var worker = new WorkerRow(
                known.map(WorkerRow::id).orElseGet(WorkerId::next),
                token.owner(),
                token.pool(),
                request.name(),
                request.publicKey(),
                request.report().address(),
                request.report(),
                token.id(),
                now,
                now,
                null);
        workers.save(worker);
        var lost = known.isPresent() ? endReplicasOf(worker.id(), now) : new ArrayList<ReplicaId>();
        var replaced = workers.replacedBy(worker);
        for (var old : replaced) {
            workers.remove(old.id(), now);
            lost.addAll(endReplicasOf(old.id(), now));
        }
        record(worker, replaced);
        replicas.announce(lost);
        return worker.id();
    }

    /** Under its new token the worker may have another owner, whose files are others. */
    private List<ReplicaId> endReplicasOf(WorkerId worker, Instant now) {
        var ended = new ArrayList<ReplicaId>();
        for (var replica : replicas.of(worker)) {
            replicas.end(replica.id(), now);
            ended.add(replica.id());
        }
        return ended;
    }

    private void record(WorkerRow worker, List<WorkerRow> replaced) {
        var actor = new Actor.Worker(worker.id());
        var detail = Map.of(
                "pool",
                worker.pool(),
                "name",
                worker.name(),
                "token",
                worker.token().text());
        audit.record(AuditEntry.done(
                worker.owner(), actor, "worker.join", worker.id().text(), detail));
        for (var old : replaced) {
            var by = Map.of("replaced_by", worker.id().text());
            audit.record(AuditEntry.done(
                    worker.owner(), actor, "worker.remove", old.id().text(), by));
        }
    }

    static ProblemException removed(WorkerId id) {
        return new ProblemException(Problem.of(
                UNAUTHORIZED,
                "worker_removed",
                "Worker %s was removed from its pool. To add it again, start it with a new join token.".formatted(id)));
    }

    private static ProblemException refused(String message) {
        return new ProblemException(Problem.of(UNAUTHORIZED, "bad_join_token", message));
    }
}
