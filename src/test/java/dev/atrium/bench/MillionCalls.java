package dev.atrium.bench;

import dev.atrium.cluster.Columns;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.UsageEventId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A million calls of one organization, evenly spread over the last days, of ten models by twenty keys, each with two
 * meters; one of a hundred failed. Written as gateways' shippers leave them, so that portals sum them up.
 */
final class MillionCalls {

    static final int ROWS = 1_000_000;
    static final int DAYS = 30;

    private static final int AT_ONCE = 10_000;
    private static final long MICROS_BETWEEN = Duration.ofDays(DAYS).toNanos() / 1_000 / ROWS;

    /** So many numbers from {@code :first} on: the digits of each are rows of their own. */
    private static final String NUMBERS = """
            WITH digit (d) AS (SELECT 0 UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
              UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9),
            number (n) AS (SELECT :first + a.d + 10 * b.d + 100 * c.d + 1000 * e.d
              FROM digit a, digit b, digit c, digit e)
            """;

    /** The time in milliseconds, then a number of its own: a UUID of version 7. */
    private static final String ID =
            "UNHEX(CONCAT(LPAD(HEX(:newest - FLOOR(n * :between / 1000)), 12, '0'), '7000', '8', LPAD(HEX(n), 15, '0')))";

    private static final String AT = "FROM_UNIXTIME((:newest - FLOOR(n * :between / 1000)) / 1000)";

    private final JdbcClient db;
    private final TenantId payer = TenantId.next();
    private final Instant newest = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private MillionCalls(JdbcClient db) {
        this.db = db;
    }

    static MillionCalls make(JdbcClient db) {
        var calls = new MillionCalls(db);
        for (int first = 0; first < ROWS; first += AT_ONCE) {
            calls.makeEvents(first);
            calls.makeLines(first, "input_tokens", 120);
            calls.makeLines(first, "output_tokens", 40);
        }
        calls.markHours();
        return calls;
    }

    TenantId payer() {
        return payer;
    }

    /** Sorts behind every call that is younger than {@code age}, and before those that are older. */
    UsageEventId idAt(Duration age) {
        return new UsageEventId(new UUID(newest.minus(age).toEpochMilli() << 16 | 0x7000L, 0x8L << 60));
    }

    /** Waits until portals have summed every hour up. */
    void awaitRollups(Duration patience) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (hoursToSum() > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("%d hours are not summed up".formatted(hoursToSum()));
            }
            Thread.sleep(500);
        }
    }

    private int hoursToSum() {
        return db.sql("SELECT COUNT(*) FROM usage_dirty_hour")
                .query(Integer.class)
                .single();
    }

    private void makeEvents(int first) {
        insert("""
                INSERT INTO usage_event (day, id, journal_id, sequence, request_id, payer_id, project_id, key_id,
                  publisher_id, model_id, version_id, alias, endpoint, source, streamed, status, finish_reason, error_code,
                  accepted_at, first_token_micros, duration_micros, currency, price_version_id, amount_pico)
                """, """
                SELECT DATE(%2$s), %1$s, :payer, n + 1, %1$s, :payer, :payer, UNHEX(LPAD(HEX(n %% 20 + 1), 32, '0')),
                  :payer, UNHEX(LPAD(HEX(n %% 10 + 1), 32, '0')), :payer, CONCAT('bench/model-', n %% 10),
                  '/v1/chat/completions', 'API', TRUE, IF(n %% 100 = 7, 'FAILED', 'COMPLETED'),
                  IF(n %% 100 = 7, NULL, 'stop'), IF(n %% 100 = 7, 'engine_failed', NULL), %2$s, 41000, 183000, 'USD',
                  :payer, 4800000 FROM number
                """.formatted(ID, AT), first);
    }

    private void makeLines(int first, String meter, int quantity) {
        insert(
                "INSERT INTO usage_line (day, event_id, meter, quantity, pico_per_unit, amount_pico, exact)",
                "SELECT DATE(%s), %s, '%s', %d, 30000, %d, TRUE FROM number"
                        .formatted(AT, ID, meter, quantity, quantity * 30_000),
                first);
    }

    private void insert(String insert, String select, int first) {
        db.sql(insert + " " + NUMBERS + select)
                .param("first", first)
                .param("newest", newest.toEpochMilli())
                .param("between", MICROS_BETWEEN)
                .param("payer", Columns.id(payer))
                .update();
    }

    private void markHours() {
        var hour = newest.truncatedTo(ChronoUnit.HOURS);
        for (int back = 0; back <= DAYS * 24; back++) {
            db.sql("INSERT IGNORE INTO usage_dirty_hour (payer_id, hour) VALUES (:payer, :hour)")
                    .param("payer", Columns.id(payer))
                    .param("hour", Columns.time(hour.minus(Duration.ofHours(back))))
                    .update();
        }
    }
}
