package dev.atrium.metering;

import static dev.atrium.cluster.Columns.id;
import static dev.atrium.cluster.Columns.time;

import dev.atrium.shared.JournalId;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far MySQL has each journal. */
final class JournalPositions {

    private final JdbcClient db;

    JournalPositions(JdbcClient db) {
        this.db = db;
    }

    /**
     * Registers a journal, new or known, as live, and returns the number of the last event that MySQL has. A new one
     * may hold events of any age, written while MySQL was away.
     */
    long open(JournalId journal, Instant now) {
        db.sql("""
                INSERT INTO journal_position (journal_id, sequence, event_at, live, moved_at)
                VALUES (:journal, 0, :anyAge, TRUE, :now) ON DUPLICATE KEY UPDATE live = TRUE
                """)
                .param("journal", id(journal))
                .param("anyAge", time(Instant.EPOCH))
                .param("now", time(now))
                .update();
        return find(journal);
    }

    long find(JournalId journal) {
        return db.sql("SELECT sequence FROM journal_position WHERE journal_id = :journal")
                .param("journal", id(journal))
                .query(Long.class)
                .single();
    }

    /**
     * Moves on, if the journal stands where the caller believes. Locks the row until the end of the transaction.
     *
     * @param eventAt no later event of the journal is older
     */
    boolean move(JournalId journal, long from, long to, Instant eventAt, Instant now) {
        return db.sql("""
                        UPDATE journal_position
                        SET sequence = :to, event_at = GREATEST(event_at, :eventAt), moved_at = :now
                        WHERE journal_id = :journal AND sequence = :from
                        """)
                        .param("journal", id(journal))
                        .param("from", from)
                        .param("to", to)
                        .param("eventAt", time(eventAt))
                        .param("now", time(now))
                        .update()
                == 1;
    }

    /** No later event will come from it until it is opened again. */
    void close(JournalId journal, long at) {
        db.sql("UPDATE journal_position SET live = FALSE WHERE journal_id = :journal AND sequence = :at")
                .param("journal", id(journal))
                .param("at", at)
                .update();
    }
}
