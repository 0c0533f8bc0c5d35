package dev.atrium.portal;

import dev.atrium.cluster.Columns;
import dev.atrium.keys.ApiKey;
import dev.atrium.shared.UsageEventId;
import dev.atrium.shared.Uuids;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Calls of the last days in the tables, as if gateways had shipped them. */
final class MadeUsage {

    private static final List<String> MODELS = List.of("acme/summaries", "acme/search", "acme/support");
    private static final int CALLS = 300;
    private static final long INPUT_PICO = 500_000;
    private static final long OUTPUT_PICO = 1_500_000;

    private final JdbcClient db;
    private final byte[] organization;
    private final List<byte[]> ids = MODELS.stream().map(_ -> random()).toList();
    private final byte[] key;

    /**
     * @param slug of the organization that pays
     * @param key  with which all was called
     */
    MadeUsage(JdbcClient db, String slug, ApiKey key) {
        this.db = db;
        this.key = Columns.id(key.id());
        organization = db.sql("SELECT id FROM tenant WHERE slug = :slug")
                .param("slug", slug)
                .query(byte[].class)
                .single();
    }

    /** Returns the newest. */
    UsageEventId make() {
        var now = Instant.now();
        for (int call = CALLS - 1; call > 0; call--) {
            make(now.minus(Duration.ofMinutes(29L * call)), call);
        }
        return new UsageEventId(Uuids.fromBytes(make(now, 0)));
    }

    private byte[] make(Instant at, int number) {
        var id = Uuids.toBytes(
                new UUID((at.toEpochMilli() << 16) | 0x7000L, UUID.randomUUID().getLeastSignificantBits()));
        var model = number % MODELS.size();
        var failed = number % 17 == 3;
        var input = 400L + number * 137L % 1_900;
        var output = failed ? 0 : 60L + number * 53L % 700;
        event(at, id, model, failed, failed ? 0 : input * INPUT_PICO + output * OUTPUT_PICO);
        line(at, id, "input_tokens", input, failed ? 0 : INPUT_PICO);
        line(at, id, "output_tokens", output, failed ? 0 : OUTPUT_PICO);
        db.sql("INSERT IGNORE INTO usage_dirty_hour (payer_id, hour) VALUES (:payer, :hour)")
                .param("payer", organization)
                .param("hour", Columns.time(at.truncatedTo(ChronoUnit.HOURS)))
                .update();
        return id;
    }

    private void event(Instant at, byte[] id, int model, boolean failed, long amount) {
        db.sql("""
                INSERT INTO usage_event (day, id, journal_id, sequence, request_id, payer_id, project_id, key_id,
                  publisher_id, model_id, version_id, alias, endpoint, source, streamed, status, finish_reason, error_code,
                  accepted_at, first_token_micros, duration_micros, currency, price_version_id, amount_pico)
                VALUES (DATE(:at), :id, :id, 1, :id, :payer, :payer, :key, :payer, :model, :model, :alias,
                  '/v1/chat/completions', 'API', TRUE, :status, :finish, :error, :at, :first, :duration, 'USD', :id, :amount)
                """)
                .param("at", Columns.time(at.truncatedTo(ChronoUnit.MILLIS)))
                .param("id", id)
                .param("payer", organization)
                .param("key", key)
                .param("model", ids.get(model))
                .param("alias", MODELS.get(model))
                .param("status", failed ? "FAILED" : "COMPLETED")
                .param("finish", failed ? null : "stop")
                .param("error", failed ? "replica_busy" : null)
                .param("first", failed ? null : 412_000)
                .param("duration", 700_000 + model * 412_000 + (id[15] & 0xFF) * 3_000)
                .param("amount", amount)
                .update();
    }

    private void line(Instant at, byte[] id, String meter, long quantity, long price) {
        db.sql("INSERT INTO usage_line (day, event_id, meter, quantity, pico_per_unit, amount_pico, exact)"
                        + " VALUES (DATE(:at), :id, :meter, :quantity, :price, :amount, TRUE)")
                .param("at", Columns.time(at))
                .param("id", id)
                .param("meter", meter)
                .param("quantity", quantity)
                .param("price", price)
                .param("amount", quantity * price)
                .update();
    }

    private static byte[] random() {
        return Uuids.toBytes(Uuids.next());
    }
}
