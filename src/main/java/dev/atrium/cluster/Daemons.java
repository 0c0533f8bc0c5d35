package dev.atrium.cluster;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Named background threads, and their end. */
final class Daemons {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Daemons() {}

    static ScheduledExecutorService scheduler(String name, int threads) {
        return Executors.newScheduledThreadPool(
                threads, Thread.ofPlatform().daemon().name(name + "-", 0).factory());
    }

    /** Lets what is running end within seconds, then interrupts it. */
    static void stop(ScheduledExecutorService scheduler) {
        scheduler.shutdown();
        try {
            if (!scheduler.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                scheduler.shutdownNow();
            }
        } catch (InterruptedException _) {
            scheduler.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
