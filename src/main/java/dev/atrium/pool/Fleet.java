package dev.atrium.pool;

import dev.atrium.shared.WorkerId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The workers of one round of placement, and what each has taken on. It counts along while the round places and
 * ends replicas. Not for several threads.
 *
 * <p>A replica needs memory of the size of its files and {@link #MEMORY_BESIDES_FILES}, and until it is downloaded
 * as much disk as its files.
 */
final class Fleet {

    /** What an engine holds besides the weights. A guess on the safe side for small models. */
    static final long MEMORY_BESIDES_FILES = 128L << 20;

    /** The rest is for what runs take while they compute, which the worker bounds. */
    private static final int MEMORY_PARTS = 4;

    private static final int MEMORY_PARTS_FOR_MODELS = 3;

    static final String NO_WORKER = Reason.Kind.NO_WORKER.words();

    private final Map<WorkerId, Load> loads = new HashMap<>();

    /** What one worker has taken on. */
    private static final class Load {

        private final WorkerRow worker;
        private final boolean live;
        private int replicas;
        private long memory;
        private long disk;

        private Load(WorkerRow worker, boolean live) {
            this.worker = worker;
            this.live = live;
        }

        private void add(ReplicaRow replica, int sign) {
            replicas += sign;
            memory += sign * (replica.sizeBytes() + MEMORY_BESIDES_FILES);
            disk += sign * diskOf(replica);
        }

        /** What is downloaded shows in the worker's own report. */
        private static long diskOf(ReplicaRow replica) {
            var waits = replica.state() == ReplicaState.QUEUED || replica.state() == ReplicaState.DOWNLOADING;
            return waits ? replica.sizeBytes() : 0;
        }
    }

    /** Where a replica can go: exactly one of the two is null. */
    record Fit(@Nullable WorkerRow worker, @Nullable String obstacle) {}

    /** @param isLive whether a worker reports */
    Fleet(List<WorkerRow> workers, Predicate<WorkerRow> isLive, Collection<ReplicaRow> replicas) {
        workers.forEach(worker -> loads.put(worker.id(), new Load(worker, isLive.test(worker))));
        replicas.forEach(this::take);
    }

    boolean isLive(WorkerId id) {
        var load = loads.get(id);
        return load != null && load.live;
    }

    /** Whether a worker is in its pool and may hold the files of this deployment. */
    boolean mayServe(WorkerId id, DeploymentRow deployment) {
        var load = loads.get(id);
        return load != null && mayServe(load, deployment);
    }

    void take(ReplicaRow replica) {
        loadOf(replica).ifPresent(load -> load.add(replica, 1));
    }

    void release(ReplicaRow replica) {
        loadOf(replica).ifPresent(load -> load.add(replica, -1));
    }

    /**
     * The live worker with the fewest replicas that may serve {@code deployment}, offers its engine and has room.
     *
     * @param avoided taken only if no other fits; null: none
     */
    Fit fit(DeploymentRow deployment, @Nullable WorkerId avoided) {
        var fitting = loads.values().stream()
                .filter(load -> load.live && mayServe(load, deployment))
                .toList();
        if (fitting.isEmpty()) {
            return new Fit(null, NO_WORKER);
        }
        fitting = only(fitting, load -> load.worker.report().engines().contains(deployment.engine()));
        if (fitting.isEmpty()) {
            return new Fit(null, Reason.Kind.NO_ENGINE.words(deployment.engine()));
        }
        var memory = deployment.sizeBytes() + MEMORY_BESIDES_FILES;
        fitting = only(
                fitting,
                load -> load.memory + memory
                        <= load.worker.report().memoryBytes() / MEMORY_PARTS * MEMORY_PARTS_FOR_MODELS);
        if (fitting.isEmpty()) {
            return new Fit(null, noRoom(Reason.Kind.NO_MEMORY, memory));
        }
        fitting = only(
                fitting,
                load -> load.disk + deployment.sizeBytes()
                        <= load.worker.report().diskFreeBytes());
        if (fitting.isEmpty()) {
            return new Fit(null, noRoom(Reason.Kind.NO_DISK, deployment.sizeBytes()));
        }
        return new Fit(fewest(fitting, avoided).worker, null);
    }

    private static Load fewest(List<Load> fitting, @Nullable WorkerId avoided) {
        return fitting.stream()
                .min(Comparator.<Load, Boolean>comparing(
                                load -> load.worker.id().equals(avoided))
                        .thenComparingInt(load -> load.replicas)
                        .thenComparing(load -> load.worker.id().value()))
                .orElseThrow();
    }

    /** The bytes of a version reach only workers of its owner or of the installation. */
    private static boolean mayServe(Load load, DeploymentRow deployment) {
        var owner = load.worker.owner();
        return owner == null || owner.equals(deployment.tenant());
    }

    private Optional<Load> loadOf(ReplicaRow replica) {
        return Optional.ofNullable(replica.worker()).map(loads::get);
    }

    private static List<Load> only(List<Load> loads, Predicate<Load> condition) {
        return loads.stream().filter(condition).toList();
    }

    private static String noRoom(Reason.Kind of, long bytes) {
        return of.words(Math.ceilDiv(bytes, 1_000_000));
    }
}
