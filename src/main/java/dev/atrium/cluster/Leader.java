package dev.atrium.cluster;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the lead if it can, and runs the {@link LeaderTask}s while it does. */
final class Leader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Leader.class);
    private static final Duration RENEW_EVERY = Duration.ofSeconds(3);
    /** How late a task may begin after its time, or after the lead was won. */
    private static final Duration TICK = Duration.ofMillis(500);

    private final LeaderLease lease;
    private final List<TaskRun> tasks;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService renewal = Daemons.scheduler("leader-lease", 1);
    private final ScheduledExecutorService work;
    private final Troubles renewing = new Troubles(LOG, "renewing the lead");
    /** This process leads until then, by {@link #nanoTime}; counted from before the statement was sent. */
    private volatile long leadsUntil;

    private volatile boolean leads;

    Leader(LeaderLease lease, List<LeaderTask> tasks, LongSupplier nanoTime) {
        this.lease = lease;
        this.tasks = tasks.stream().map(TaskRun::new).toList();
        this.nanoTime = nanoTime;
        this.work = Daemons.scheduler("leader-task", Math.max(1, tasks.size()));
    }

    void start() {
        renewal.scheduleWithFixedDelay(this::renew, 0, RENEW_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        for (var task : tasks) {
            var tick = Math.min(task.task.every().toMillis(), TICK.toMillis());
            work.scheduleWithFixedDelay(task::runIfDue, tick, tick, TimeUnit.MILLISECONDS);
        }
    }

    boolean leads() {
        return leads && nanoTime.getAsLong() - leadsUntil < 0;
    }

    /** Finishes what is running, then lets another take the lead. */
    @Override
    public void close() {
        Daemons.stop(work);
        Daemons.stop(renewal);
        if (leads()) {
            leads = false;
            giveUp();
        }
    }

    void renew() {
        var before = nanoTime.getAsLong();
        try {
            var led = leads();
            var won = lease.takeOrRenew();
            leadsUntil = before + LeaderLease.LASTS.toNanos();
            leads = won;
            if (led != won) {
                LOG.info(won ? "this process leads now" : "another process leads now");
            }
            renewing.works();
        } catch (RuntimeException e) {
            renewing.failed(e);
        }
    }

    private void giveUp() {
        try {
            lease.giveUp();
        } catch (RuntimeException e) {
            LOG.info(
                    "could not give up the lead; it ends within {} s: {}", LeaderLease.LASTS.toSeconds(), e.toString());
        }
    }

    /** One task and when it ran last. */
    private final class TaskRun {

        private final LeaderTask task;
        private final Troubles troubles;
        private long endedAt;
        private boolean hasRun;

        private TaskRun(LeaderTask task) {
            this.task = task;
            this.troubles = new Troubles(LOG, "leader task " + task.name());
        }

        private void runIfDue() {
            var waited = nanoTime.getAsLong() - endedAt;
            if (!leads() || (hasRun && waited < task.every().toNanos())) {
                return;
            }
            try {
                task.run();
                troubles.works();
            } catch (Throwable e) { // whatever it was, a scheduler would silently never call again
                troubles.failed(e);
            } finally {
                endedAt = nanoTime.getAsLong();
                hasRun = true;
            }
        }
    }
}
