package dev.atrium.metering;

import dev.atrium.cluster.Columns;
import dev.atrium.shared.JournalId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the positions of journals from MySQL. */
final class StoredJournals implements Journals {

    private final JdbcClient db;

    StoredJournals(JdbcClient db) {
        this.db = db;
    }

    @Override
    public List<Shipped> all() {
        return db.sql("""
                SELECT journal_id, sequence, event_at, live, moved_at FROM journal_position
                ORDER BY moved_at DESC, journal_id
                """)
                .query((row, _) -> new Shipped(
                        new JournalId(Columns.uuid(row, "journal_id")),
                        row.getLong("sequence"),
                        Columns.instant(row, "event_at"),
                        row.getBoolean("live"),
                        Columns.instant(row, "moved_at")))
                .list();
    }
}
