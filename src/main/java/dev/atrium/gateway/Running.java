package dev.atrium.gateway;

import dev.atrium.shared.Problem;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The admitted requests that run now. One thread looks after their time limits, which costs a request less than a
 * timer of its own, and ends those that may not go on.
 */
final class Running implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(100);

    private final Set<Run> runs = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Problem ending;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("gateway-watch").factory());

    /** One running request. Thread-safe. */
    interface Run {

        /** Ends it if its time is up. */
        void checkTime(long nowNanos);

        /** Ends it if its key or its access to the model is gone. */
        void checkAccess();

        void end(Problem problem);
    }

    void start() {
        watch.scheduleWithFixedDelay(this::checkTimes, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    void add(Run run) {
        runs.add(run);
        var problem = ending;
        if (problem != null) {
            run.end(problem);
        }
    }

    void remove(Run run) {
        runs.remove(run);
    }

    /** Why all of them end, or null while they may go on. */
    @Nullable
    Problem ending() {
        return ending;
    }

    int count() {
        return runs.size();
    }

    /** Keys or models changed. */
    void accessChanged() {
        watch.execute(() -> runs.forEach(Run::checkAccess));
    }

    /** Ends those that run and those that are still to come. From now on it is us who cut connections. */
    void endAll(Problem problem) {
        ending = problem;
        runs.forEach(run -> run.end(problem));
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }

    private void checkTimes() {
        var now = System.nanoTime();
        runs.forEach(run -> run.checkTime(now));
    }
}
