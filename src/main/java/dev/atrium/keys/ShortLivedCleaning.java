package dev.atrium.keys;

import dev.atrium.cluster.ChangeFeed;
import dev.atrium.cluster.Columns;
import dev.atrium.cluster.LeaderTask;
import dev.atrium.shared.ApiKeyId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Deletes short-lived keys some time after their end, so that gateways still say of what they knew that it expired. */
final class ShortLivedCleaning implements LeaderTask {

    static final Duration KEPT = Duration.ofHours(1);

    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final int AT_ONCE = 500;

    private final JdbcClient db;
    private final ChangeFeed feed;
    private final TransactionOperations transactions;
    private final Clock clock;

    ShortLivedCleaning(JdbcClient db, ChangeFeed feed, TransactionOperations transactions, Clock clock) {
        this.db = db;
        this.feed = feed;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "short-lived-key-cleaning";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        var gone = delete();
        while (gone == AT_ONCE) {
            gone = delete();
        }
    }

    private int delete() {
        return java.util.Objects.requireNonNull(transactions.execute(_ -> {
            var ids = expired();
            ids.forEach(id -> {
                delete("DELETE FROM short_lived_key WHERE id = :id", id);
                delete("DELETE FROM api_key_use WHERE key_id = :id", id); // of a call that came after its end
                feed.append(KeyTable.KIND, id);
            });
            return ids.size();
        }));
    }

    private void delete(String statement, ApiKeyId id) {
        db.sql(statement).param("id", Columns.id(id)).update();
    }

    private List<ApiKeyId> expired() {
        return db.sql("SELECT id FROM short_lived_key WHERE expires_at < :end ORDER BY expires_at LIMIT :limit")
                .param("end", Columns.time(clock.instant().minus(KEPT)))
                .param("limit", AT_ONCE)
                .query((row, _) -> new ApiKeyId(Columns.uuid(row, "id")))
                .list();
    }
}
