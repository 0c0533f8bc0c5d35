package dev.atrium.pool;

import dev.atrium.agent.Heartbeat;
import dev.atrium.agent.Join;
import dev.atrium.shared.Actor;
import dev.atrium.shared.Digest;
import dev.atrium.shared.ReplicaId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.WorkerId;
import java.util.List;
import java.util.Optional;

/** The machines that run models. Who calls has proved to hold the worker's key; see {@link #publicKey}. */
public interface Workers {

    /** A file that a worker may fetch. */
    record ReplicaFile(TenantId owner, Digest digest, long sizeBytes) {}

    /**
     * Exchanges a join token for an identity. The caller has checked that the request is signed with the key that
     * it announces. The same worker asking again with the same token gets the same answer and uses nothing up, so
     * that a lost answer does no harm.
     *
     * @throws dev.atrium.shared.ProblemException {@code bad_join_token} when the token is unknown, used up or
     *     expired, {@code worker_removed} when this worker was removed and shows its old token, {@code bad_report}
     */
    WorkerId join(Join.Request request);

    /**
     * The key with which {@code worker} signs.
     *
     * @throws dev.atrium.shared.ProblemException {@code unknown_worker} (join again) or {@code worker_removed}
     */
    String publicKey(WorkerId worker);

    /** Takes what a worker reports and says what it should run. */
    Heartbeat.Answer heartbeat(WorkerId worker, Heartbeat.Request request);

    /** The file of that digest, when it belongs to a replica that is assigned to {@code worker}; else empty. */
    Optional<ReplicaFile> file(WorkerId worker, ReplicaId replica, Digest digest);

    /** Every worker of every owner that belongs to a pool, for the operator, in the order of their names. */
    List<ListedWorker> all();

    /**
     * Takes a worker out of its pool: its calls are refused from now on, its replicas move elsewhere.
     *
     * @throws dev.atrium.shared.ProblemException {@code no_such_worker}
     */
    void remove(Actor actor, WorkerId worker);
}
