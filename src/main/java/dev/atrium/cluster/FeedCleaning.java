package dev.atrium.cluster;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deletes feed entries older than a day. A reader that was away for longer sees the gap and reloads everything. */
final class FeedCleaning implements LeaderTask {

    private static final Duration KEPT = Duration.ofDays(1);
    private static final int BATCH = 5_000;

    private final JdbcClient db;

    FeedCleaning(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String name() {
        return "feed-cleaning";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(5);
    }

    @Override
    public void run() {
        while (deleteBatch() == BATCH) {
            // Small statements, so that no writer of the feed waits for long.
        }
    }

    private int deleteBatch() {
        return db.sql("DELETE FROM feed_entry WHERE at < UTC_TIMESTAMP(6) - INTERVAL :seconds SECOND LIMIT :batch")
                .param("seconds", KEPT.toSeconds())
                .param("batch", BATCH)
                .update();
    }
}
