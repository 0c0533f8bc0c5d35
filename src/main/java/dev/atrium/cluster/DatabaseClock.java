package dev.atrium.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Compares this process' clock with MySQL's, by which all processes of the cluster agree. */
final class DatabaseClock {

    private final JdbcClient db;
    private final Clock clock;

    DatabaseClock(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** MySQL's clock minus ours; wrong by half a round trip at most. */
    Duration offset() {
        // The first statement may have to open a connection, whose time would count as part of the round trip.
        db.sql("SELECT 1").query(Integer.class).single();
        var before = clock.instant();
        var theirs =
                db.sql("SELECT UTC_TIMESTAMP(6)").query(LocalDateTime.class).single();
        var after = clock.instant();
        var middle = before.plus(Duration.between(before, after).dividedBy(2));
        return Duration.between(middle, theirs.toInstant(ZoneOffset.UTC));
    }
}
