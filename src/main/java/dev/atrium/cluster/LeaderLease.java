package dev.atrium.cluster;

import dev.atrium.shared.ProcessId;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The lead among portals: a row that names one process and the moment until which it leads. MySQL's clock alone
 * decides, and one statement takes or renews the lease, so that two can never hold it.
 */
final class LeaderLease {

    static final Duration LASTS = Duration.ofSeconds(12);

    /** The lead that a portal holds. */
    static final String CONTROLLERS = "controllers";

    private final JdbcClient db;
    private final ProcessId self;
    private final String name;

    LeaderLease(JdbcClient db, ProcessId self, String name) {
        this.db = db;
        this.self = self;
        this.name = name;
    }

    /** Takes the lead if it is free, or renews it; returns whether this process leads for {@link #LASTS} from now. */
    boolean takeOrRenew() {
        // Assignments run from left to right: the second one sees who leads after the first.
        db.sql("""
                INSERT INTO leader_lease (name, process_id, until_at)
                VALUES (:name, :self, UTC_TIMESTAMP(6) + INTERVAL :seconds SECOND) AS wish
                ON DUPLICATE KEY UPDATE
                  process_id = IF(leader_lease.until_at < UTC_TIMESTAMP(6), wish.process_id, leader_lease.process_id),
                  until_at = IF(leader_lease.process_id = wish.process_id, wish.until_at, leader_lease.until_at)
                """)
                .param("name", name)
                .param("self", Columns.id(self))
                .param("seconds", LASTS.toSeconds())
                .update();
        return db.sql("SELECT COUNT(*) FROM leader_lease WHERE name = :name AND process_id = :self")
                        .param("name", name)
                        .param("self", Columns.id(self))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Lets another take the lead at once. */
    void giveUp() {
        db.sql("""
                UPDATE leader_lease SET until_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND
                WHERE name = :name AND process_id = :self
                """).param("name", name).param("self", Columns.id(self)).update();
    }
}
