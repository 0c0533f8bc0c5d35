package dev.atrium.metering;

import static dev.atrium.cluster.Columns.id;
import static dev.atrium.cluster.Columns.time;

import dev.atrium.cluster.LeaderTask;
import dev.atrium.shared.Uuids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Computes the rollup of each hour that was marked. Recomputed from all its events, never incremented: running it
 * twice, or after a crash at any moment, gives the same rows.
 *
 * <p>It locks the mark first. A shipper that marks the hour again meanwhile waits, and then leaves a new mark; one
 * that marked it before has committed its events. Reading as of each statement (READ COMMITTED) makes them seen,
 * and takes no locks on events, which would hold up shippers.
 */
final class Rollups implements LeaderTask {

    private static final Logger LOG = LoggerFactory.getLogger(Rollups.class);

    private static final String LOCK =
            "SELECT 1 FROM usage_dirty_hour WHERE payer_id = :payer AND hour = :hour FOR UPDATE SKIP LOCKED";

    private static final String HOUR = " WHERE payer_id = :payer AND hour = :hour";

    private static final String COLUMNS = """
            INSERT INTO usage_hour (payer_id, hour, project_id, publisher_id, model_id, currency, meter, events, failed,
              quantity, amount_pico, computed_at)
            """;

    private static final String OF_EVENTS = """
            SELECT payer_id, :hour, project_id, publisher_id, model_id, currency, '', COUNT(*), SUM(status = 'FAILED'),
              0, SUM(amount_pico), :now
            FROM usage_event
            WHERE day = :day AND payer_id = :payer AND id >= :fromId AND id < :toId
            GROUP BY payer_id, project_id, publisher_id, model_id, currency
            """;

    private static final String OF_LINES = """
            SELECT e.payer_id, :hour, e.project_id, e.publisher_id, e.model_id, e.currency, l.meter, COUNT(*),
              SUM(e.status = 'FAILED'), SUM(l.quantity), SUM(l.amount_pico), :now
            FROM usage_event e JOIN usage_line l ON l.day = e.day AND l.event_id = e.id
            WHERE e.day = :day AND e.payer_id = :payer AND e.id >= :fromId AND e.id < :toId
            GROUP BY e.payer_id, e.project_id, e.publisher_id, e.model_id, e.currency, l.meter
            """;

    private static final String OF_CALLERS =
            """
            INSERT INTO usage_caller_hour (payer_id, hour, computed_at, model_id, caller_id, currency, by_key, model_name,
              completed, canceled, refused, failed, unconfirmed, input_tokens, output_tokens, amount_pico)
            SELECT :payer, :hour, :now, sums.* FROM (
            """ + CallerSums.ofEvents("e.day = :day AND e.id >= :fromId AND e.id < :toId") + ") AS sums";

    private final JdbcClient db;
    private final TransactionTemplate transactions;
    private final Duration every;
    private final Clock clock;

    Rollups(JdbcClient db, PlatformTransactionManager manager, Duration every, Clock clock) {
        this.db = db;
        this.transactions = new TransactionTemplate(manager);
        this.transactions.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
        this.every = every;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "rollups";
    }

    @Override
    public Duration every() {
        return every;
    }

    /**
     * Computes the hours that are marked now, each in a transaction of its own. One that is marked again meanwhile
     * waits for the next run, so that a busy organization does not keep the others waiting.
     */
    @Override
    public void run() {
        db.sql("SELECT payer_id, hour FROM usage_dirty_hour")
                .query((row, _) -> DirtyHour.of(row))
                .list()
                .forEach(this::computeOrLog);
    }

    /** One hour that cannot be computed keeps its mark, and holds up none behind it. */
    private void computeOrLog(DirtyHour dirty) {
        try {
            transactions.executeWithoutResult(_ -> computeIfFree(dirty));
        } catch (DataIntegrityViolationException e) {
            LOG.error("Cannot sum up the hour {} of one organization; the next run tries again", dirty.hour(), e);
        }
    }

    private record DirtyHour(UUID payer, Instant hour) {

        static DirtyHour of(ResultSet row) throws SQLException {
            return new DirtyHour(
                    Uuids.fromBytes(row.getBytes("payer_id")),
                    row.getObject("hour", LocalDateTime.class).toInstant(ZoneOffset.UTC));
        }
    }

    /** Another leader, should there be one for a moment, is not waited for: it computes that hour. */
    private void computeIfFree(DirtyHour dirty) {
        var locked = bound(LOCK, dirty).query(Integer.class).optional();
        if (locked.isPresent()) {
            compute(dirty);
        }
    }

    private void compute(DirtyHour dirty) {
        bound("DELETE FROM usage_dirty_hour" + HOUR, dirty).update();
        bound("DELETE FROM usage_hour" + HOUR, dirty).update();
        bound("DELETE FROM usage_caller_hour" + HOUR, dirty).update();
        insert(COLUMNS + OF_EVENTS, dirty);
        insert(COLUMNS + OF_LINES, dirty);
        insert(OF_CALLERS, dirty);
    }

    private JdbcClient.StatementSpec bound(String sql, DirtyHour dirty) {
        return db.sql(sql).param("payer", Uuids.toBytes(dirty.payer())).param("hour", time(dirty.hour()));
    }

    private void insert(String statement, DirtyHour dirty) {
        var range = EventRange.of(dirty.hour(), dirty.hour().plus(1, ChronoUnit.HOURS));
        bound(statement, dirty)
                .param("day", range.firstDay())
                .param("fromId", id(range.from()))
                .param("toId", id(range.to()))
                .param("now", time(clock.instant()))
                .update();
    }
}
