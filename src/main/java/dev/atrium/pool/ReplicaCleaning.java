package dev.atrium.pool;

import dev.atrium.cluster.Columns;
import dev.atrium.cluster.LeaderTask;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forgets replicas that ended long ago: one that fails again and again leaves many. */
final class ReplicaCleaning implements LeaderTask {

    static final Duration KEPT = Duration.ofDays(30);

    private static final Duration EVERY = Duration.ofHours(1);
    /** Few at once, so that no lock is held for long; the rest goes with the next rounds. */
    private static final int AT_ONCE = 10_000;

    private final JdbcClient db;
    private final Clock clock;

    ReplicaCleaning(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "replica-cleaning";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        db.sql("DELETE FROM replica WHERE removed_at < :before LIMIT :most")
                .param("before", Columns.time(clock.instant().minus(KEPT)))
                .param("most", AT_ONCE)
                .update();
    }
}
