package dev.atrium.worker;

import dev.atrium.agent.Heartbeat.AssignedFile;
import dev.atrium.agent.Heartbeat.Assignment;
import dev.atrium.agent.Heartbeat.ReplicaReport;
import dev.atrium.shared.ReplicaId;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares what should run with what does, and starts and stops replicas until both agree. */
final class ReplicaManager {

    private static final Logger LOG = LoggerFactory.getLogger(ReplicaManager.class);

    private final FileStore store;
    private final ReplicaFiles files;
    private final Engines engines;
    private final Duration drain;
    private final Semaphore loading = new Semaphore(1);
    private final Map<ReplicaId, RunningReplica> replicas = new ConcurrentHashMap<>();
    private final Map<ReplicaId, Thread> stopping = new ConcurrentHashMap<>();
    private volatile Runnable changed = () -> {};

    ReplicaManager(FileStore store, ReplicaFiles files, Engines engines, Duration drain) {
        this.store = store;
        this.files = files;
        this.engines = engines;
        this.drain = drain;
    }

    /** {@code listener} is called whenever {@link #reports()} would say something new. */
    void whenChanged(Runnable listener) {
        changed = listener;
    }

    /** @param wanted all replicas that should run here; everything else ends */
    synchronized void converge(List<Assignment> wanted) {
        var byId = new LinkedHashMap<ReplicaId, Assignment>();
        wanted.forEach(assignment -> byId.put(assignment.replica(), assignment));
        for (var replica : List.copyOf(replicas.values())) {
            if (!replica.assignment().equals(byId.get(replica.assignment().replica()))) {
                stop(replica);
            }
        }
        byId.values().stream()
                .filter(assignment -> !replicas.containsKey(assignment.replica()))
                .filter(assignment -> !stopping.containsKey(assignment.replica())) // its end calls for another round
                .forEach(this::start);
        forgetFiles(byId);
    }

    List<ReplicaReport> reports() {
        return replicas.values().stream().map(RunningReplica::report).toList();
    }

    /** The model of a replica, or null when it is not here or not ready. */
    @Nullable
    LoadedModel model(ReplicaId replica) {
        var running = replicas.get(replica);
        return running == null ? null : running.model();
    }

    Map<String, LoadedModel.Load> loads() {
        return replicas.values().stream()
                .filter(replica -> replica.model() != null)
                .collect(Collectors.toMap(
                        replica -> replica.assignment().replica().text(),
                        replica -> Objects.requireNonNull(replica.model()).load()));
    }

    /** Ends all replicas and waits until they have ended. */
    void close() throws InterruptedException {
        synchronized (this) {
            List.copyOf(replicas.values()).forEach(this::stop);
        }
        for (var thread : stopping.values()) {
            thread.join();
        }
    }

    private void start(Assignment assignment) {
        LOG.info("Replica {} of {} starts", assignment.replica(), assignment.model());
        var replica = new RunningReplica(assignment, files, engines, loading, () -> changed.run());
        replicas.put(assignment.replica(), replica);
        replica.start();
    }

    private void stop(RunningReplica replica) {
        var id = replica.assignment().replica();
        replicas.remove(id);
        var thread = Thread.ofVirtual().unstarted(() -> {
            try {
                replica.stop(drain);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } finally {
                stopping.remove(id);
                changed.run();
            }
        });
        stopping.put(id, thread);
        thread.start();
    }

    private void forgetFiles(Map<ReplicaId, Assignment> wanted) {
        if (!stopping.isEmpty()) {
            return; // they still use theirs; the next heartbeat cleans up
        }
        try {
            files.retain(wanted.keySet());
            store.retain(wanted.values().stream()
                    .flatMap(assignment -> assignment.files().stream())
                    .map(AssignedFile::digest)
                    .collect(Collectors.toSet()));
        } catch (IOException e) {
            LOG.warn("Files that are no longer needed could not be removed: {}", e.getMessage());
        }
    }
}
