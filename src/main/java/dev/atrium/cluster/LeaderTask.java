package dev.atrium.cluster;

import java.time.Duration;

/**
 * Work that one process of the cluster does for all of them, again and again. Every bean of this type runs on the
 * portal that holds the lead. It must be safe to run twice at once: a process that stalls may find on waking that
 * another has taken over.
 */
public interface LeaderTask {

    /** For logs and metrics, for example {@code rollups}. */
    String name();

    /** From the end of one run to the beginning of the next. */
    Duration every();

    /** Does what there is to do now. The first failure in a row is logged, and the task runs again at its time. */
    void run();
}
