package dev.atrium.worker;

import dev.atrium.agent.Heartbeat.Assignment;
import dev.atrium.agent.Heartbeat.ReplicaReport;
import dev.atrium.agent.Heartbeat.State;
import dev.atrium.worker.LoadedModel.Load;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One replica on its way: downloading, loading, ready, or failed. What fails for a passing reason is tried again
 * without end, ever more slowly; what fails because of the model waits until somebody wants another one.
 */
final class RunningReplica {

    private static final Logger LOG = LoggerFactory.getLogger(RunningReplica.class);
    private static final int QUIET_TRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int MAX_REASON = 500;

    private final Assignment assignment;
    private final ReplicaFiles files;
    private final Engines engines;
    private final Semaphore loading;
    private final Runnable changed;
    private final Thread task;

    private State state = State.DOWNLOADING;
    private String reason = "";
    private int progress;
    private @Nullable LoadedModel model;
    private boolean stopping;

    /**
     * @param loading bounds how many load at once, for loading takes much memory
     * @param changed called when there is something to report
     */
    RunningReplica(Assignment assignment, ReplicaFiles files, Engines engines, Semaphore loading, Runnable changed) {
        this.assignment = assignment;
        this.files = files;
        this.engines = engines;
        this.loading = loading;
        this.changed = changed;
        this.task = Thread.ofVirtual()
                .name("replica-" + assignment.replica().text())
                .unstarted(this::run);
    }

    void start() {
        task.start();
    }

    Assignment assignment() {
        return assignment;
    }

    synchronized ReplicaReport report() {
        return new ReplicaReport(assignment.replica(), state, reason, state == State.DOWNLOADING ? progress : null);
    }

    /** The model, or null while the replica is not ready. */
    synchronized @Nullable LoadedModel model() {
        return stopping ? null : model;
    }

    /** Takes no new requests, waits for running ones no longer than {@code drain}, and cleans up. */
    void stop(Duration drain) throws InterruptedException {
        synchronized (this) {
            stopping = true;
        }
        task.interrupt();
        task.join();
        LoadedModel last;
        synchronized (this) {
            last = model;
            model = null;
        }
        if (last != null) {
            awaitIdle(last, drain);
            last.close();
        }
        files.remove(assignment.replica());
        LOG.info("Replica {} of {} has stopped", assignment.replica(), assignment.model());
    }

    private static void awaitIdle(LoadedModel model, Duration drain) throws InterruptedException {
        var deadline = System.nanoTime() + drain.toNanos();
        while (isBusy(model.load()) && System.nanoTime() < deadline) {
            Thread.sleep(POLL);
        }
    }

    private static boolean isBusy(Load load) {
        return load.running() + load.queued() > 0;
    }

    private void run() {
        try {
            for (int tries = 1; !tryOnce(tries); tries++) {
                Thread.sleep(pauseAfter(tries));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether there is nothing more to try. */
    private boolean tryOnce(int tries) throws InterruptedException {
        try {
            become(State.DOWNLOADING, tries == 1 ? "" : report().reason());
            var folder = files.fetch(assignment, this::progressed);
            loading.acquire();
            try {
                become(State.LOADING, "");
                ready(engines.load(folder, assignment.model()));
            } finally {
                loading.release();
            }
            return true;
        } catch (LoadFailure failure) {
            fail(failure, tries);
            return !failure.isPassing();
        } catch (RuntimeException | Error e) {
            LOG.error("Replica {} of {} failed unexpectedly", assignment.replica(), assignment.model(), e);
            become(
                    State.FAILED,
                    "The worker failed (%s). Its log says more."
                            .formatted(e.getClass().getSimpleName()));
            return true;
        }
    }

    private void fail(LoadFailure failure, int tries) {
        var quiet = failure.isPassing() && tries < QUIET_TRIES;
        LOG.warn("Replica {} of {}: {}", assignment.replica(), assignment.model(), failure.reason());
        become(quiet ? State.DOWNLOADING : State.FAILED, failure.reason());
    }

    private synchronized void ready(LoadedModel loaded) {
        model = loaded;
        LOG.info("Replica {} of {} is ready", assignment.replica(), assignment.model());
        become(State.READY, "");
    }

    private void become(State next, String why) {
        synchronized (this) {
            var shortened = why.length() > MAX_REASON ? why.substring(0, MAX_REASON) : why;
            if (state == next && reason.equals(shortened)) {
                return;
            }
            state = next;
            reason = shortened;
        }
        changed.run();
    }

    private synchronized void progressed(int percent) {
        progress = percent;
    }

    private static Duration pauseAfter(int tries) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries - 1, 6));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
