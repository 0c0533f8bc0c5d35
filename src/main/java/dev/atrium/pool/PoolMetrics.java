package dev.atrium.pool;

import dev.atrium.cluster.Columns;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How many workers and replicas are in each state, for Prometheus; NaN when MySQL is away. Of all organizations
 * together. One look serves all gauges of a scrape.
 */
final class PoolMetrics {

    static final Duration FRESH = Duration.ofSeconds(5);

    private final JdbcClient db;
    private final PoolSettings settings;
    private final Clock clock;
    private Instant lookedAt = Instant.MIN;
    private Counts counts = Counts.UNKNOWN;

    PoolMetrics(JdbcClient db, PoolSettings settings, Clock clock, MeterRegistry registry) {
        this.db = db;
        this.settings = settings;
        this.clock = clock;
        for (var liveness : ListedWorker.Liveness.values()) {
            Gauge.builder("atrium.workers", this, metrics -> metrics.look().workers(liveness))
                    .description("Workers that belong to a pool")
                    .tag("state", liveness.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        for (var state : ReplicaState.values()) {
            if (state != ReplicaState.STOPPED) {
                Gauge.builder("atrium.replicas", this, metrics -> metrics.look().replicas(state))
                        .description("Replicas that should exist")
                        .tag("state", state.word())
                        .register(registry);
            }
        }
    }

    private record Counts(boolean isKnown, long connected, long lost, Map<ReplicaState, Long> replicas) {

        static final Counts UNKNOWN = new Counts(false, 0, 0, Map.of());

        double workers(ListedWorker.Liveness liveness) {
            return known(
                    switch (liveness) {
                        case CONNECTED -> connected;
                        case LOST -> lost;
                    });
        }

        double replicas(ReplicaState state) {
            return known(replicas.getOrDefault(state, 0L));
        }

        private double known(long count) {
            return isKnown ? count : Double.NaN;
        }
    }

    private synchronized Counts look() {
        var now = clock.instant();
        if (!now.isBefore(lookedAt.plus(FRESH))) {
            counts = count(now);
            lookedAt = clock.instant();
        }
        return counts;
    }

    private Counts count(Instant now) {
        try {
            var replicas = db
                    .sql("SELECT state, COUNT(*) AS count FROM replica WHERE removed_at IS NULL GROUP BY state")
                    .query((row, _) -> Map.entry(ReplicaState.of(row.getString("state")), row.getLong("count")))
                    .list()
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            return db.sql("""
                    SELECT COUNT(*) AS workers, COALESCE(SUM(seen_at <= :silent), 0) AS lost
                    FROM worker WHERE removed_at IS NULL
                    """)
                    .param("silent", Columns.time(now.minus(settings.lostAfter())))
                    .query((row, _) -> new Counts(
                            true, row.getLong("workers") - row.getLong("lost"), row.getLong("lost"), replicas))
                    .single();
        } catch (DataAccessException _) {
            return Counts.UNKNOWN;
        }
    }
}
