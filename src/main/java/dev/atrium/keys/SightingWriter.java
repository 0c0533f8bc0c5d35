package dev.atrium.keys;

import dev.atrium.cluster.Columns;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tells MySQL what this gateway saw of keys, in the background. While MySQL is away it keeps the newest of each key. */
final class SightingWriter {

    private static final Logger LOG = LoggerFactory.getLogger(SightingWriter.class);
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final int BATCH = 500;

    /** The columns of the refusal follow its time, which therefore changes last. */
    private static final String UPSERT = """
            INSERT INTO api_key_use (key_id, tenant_id, used_at, refused_at, refused_code, refused_request)
            VALUES (?, ?, ?, ?, ?, ?) AS fresh
            ON DUPLICATE KEY UPDATE
              used_at = GREATEST(api_key_use.used_at, fresh.used_at),
              refused_code = IF(fresh.refused_at > COALESCE(api_key_use.refused_at, '1000-01-01'),
                fresh.refused_code, api_key_use.refused_code),
              refused_request = IF(fresh.refused_at > COALESCE(api_key_use.refused_at, '1000-01-01'),
                fresh.refused_request, api_key_use.refused_request),
              refused_at = COALESCE(GREATEST(api_key_use.refused_at, fresh.refused_at),
                api_key_use.refused_at, fresh.refused_at)
            """;

    private final KeySightings sightings;
    private final JdbcTemplate db;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("key-sightings").factory());
    private boolean away;

    SightingWriter(KeySightings sightings, JdbcTemplate db) {
        this.sightings = sightings;
        this.db = db;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::tellOrKeep, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Tells the last, if MySQL is there to hear it. */
    void stop() {
        thread.shutdown();
        tellOrKeep();
    }

    synchronized void tellOrKeep() {
        var news = sightings.drain();
        try {
            tell(news);
            away = false;
        } catch (DataIntegrityViolationException e) {
            LOG.warn("cannot tell of {} keys at once: {}", news.size(), e.toString());
            news.forEach(this::tellAlone);
        } catch (RuntimeException e) {
            news.forEach(sightings::add);
            if (!away) {
                LOG.warn("cannot tell which keys were used; trying again: {}", e.toString());
            }
            away = true;
        }
    }

    /** What MySQL will never take is dropped: it must not hold up the others. */
    private void tellAlone(KeySightings.Sighting sighting) {
        try {
            tell(List.of(sighting));
        } catch (DataIntegrityViolationException e) {
            LOG.error("cannot ever tell of a use of key {}: {}", sighting.key(), e.toString());
        } catch (RuntimeException _) {
            sightings.add(sighting);
        }
    }

    private void tell(List<KeySightings.Sighting> news) {
        if (!news.isEmpty()) {
            db.batchUpdate(UPSERT, news, BATCH, (row, sighting) -> {
                var refusal = sighting.refusal();
                row.setBytes(1, Columns.id(sighting.key()));
                row.setBytes(2, Columns.id(sighting.tenant()));
                row.setObject(3, Columns.time(sighting.usedAt()));
                row.setObject(4, refusal == null ? null : Columns.time(refusal.at()));
                row.setString(5, refusal == null ? null : refusal.code());
                row.setBytes(6, refusal == null ? null : Columns.id(refusal.request()));
            });
        }
    }
}
