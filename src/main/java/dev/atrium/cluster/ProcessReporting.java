package dev.atrium.cluster;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;

/**
 * Reports this process to the others from the moment it is up until it stops. An outage of MySQL is logged once,
 * when it begins.
 */
final class ProcessReporting implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessReporting.class);
    private static final Duration EVERY = Duration.ofSeconds(3);

    private final Processes processes;
    private final ObjectProvider<SelfReport> self;
    private final ScheduledExecutorService thread = Daemons.scheduler("process-reporter", 1);
    private volatile boolean running;
    private boolean silent;

    /** @param self absent in a context that has nothing to report */
    ProcessReporting(Processes processes, ObjectProvider<SelfReport> self) {
        this.processes = processes;
        this.self = self;
    }

    @Override
    public void start() {
        running = true;
        self.ifAvailable(report ->
                thread.scheduleWithFixedDelay(() -> report(report), 0, EVERY.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Signs off, if MySQL is there to hear it. */
    @Override
    public void stop() {
        running = false;
        Daemons.stop(thread);
        self.ifAvailable(this::signOff);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void signOff(SelfReport report) {
        try {
            processes.signOff(report.now().id());
        } catch (RuntimeException e) {
            LOG.info("could not sign off; the others will notice: {}", e.toString());
        }
    }

    private void report(SelfReport report) {
        try {
            processes.report(report.now());
            silent = false;
        } catch (RuntimeException e) {
            if (!silent) {
                LOG.warn(
                        "cannot report this process to the others; trying every {} s: {}",
                        EVERY.toSeconds(),
                        e.toString());
            }
            silent = true;
        }
    }
}
