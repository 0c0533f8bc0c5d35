package dev.atrium.cluster;

import dev.atrium.shared.Id;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The feed in MySQL: the next number is taken under the lock of one row, which the caller's commit gives back. */
final class JdbcChangeFeed implements ChangeFeed {

    private final JdbcClient db;

    JdbcChangeFeed(JdbcClient db) {
        this.db = db;
    }

    @Override
    public void append(String kind, Id id) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("transaction: none (expected: the one that made the change)");
        }
        db.sql("UPDATE feed_clock SET number = LAST_INSERT_ID(number + 1) WHERE id = 1")
                .update();
        db.sql("""
                INSERT INTO feed_entry (number, kind, entity_id, at)
                VALUES (LAST_INSERT_ID(), :kind, :id, UTC_TIMESTAMP(6))
                """).param("kind", kind).param("id", Columns.id(id)).update();
    }

    @Override
    public long number() {
        return db.sql("SELECT number FROM feed_clock WHERE id = 1")
                .query(Long.class)
                .single();
    }
}
