package dev.atrium.metering;

import com.zaxxer.hikari.HikariDataSource;
import dev.atrium.cluster.LeaderTask;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Gives the usage tables a partition for each day to come, by cutting days off the catch-all. The catch-all keeps
 * taking what no day was made for; events in it are an alarm, for it means that nobody has led for a month.
 */
final class UsagePartitions implements LeaderTask {

    private static final Logger LOG = LoggerFactory.getLogger(UsagePartitions.class);

    private static final List<String> TABLES = List.of("usage_event", "usage_line");
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'p'yyyyMMdd");
    private static final String CATCH_ALL = "p_catch_all";

    private final Supplier<HikariDataSource> migrator;
    private final int daysAhead;
    private final Clock clock;
    private volatile long stray;

    /** @param migrator opens connections of the account that may alter tables; closed after each run */
    UsagePartitions(Supplier<HikariDataSource> migrator, int daysAhead, Clock clock, MeterRegistry meters) {
        this.migrator = migrator;
        this.daysAhead = daysAhead;
        this.clock = clock;
        Gauge.builder("atrium.usage.catch.all", this, partitions -> partitions.stray)
                .description("Rows of usage for which no partition was made")
                .register(meters);
    }

    @Override
    public String name() {
        return "usage-partitions";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        try (var source = migrator.get()) {
            var db = JdbcClient.create(source);
            TABLES.forEach(table -> extend(db, table));
            stray = TABLES.stream().mapToLong(table -> inCatchAll(db, table)).sum();
        }
        if (stray > 0) {
            LOG.error("{} rows of usage lie in the catch-all partition, on days for which none was made.", stray);
        }
    }

    private void extend(JdbcClient db, String table) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var first = firstMissing(db, table, today);
        var end = today.plusDays(daysAhead).plusDays(1);
        if (first.isBefore(end)) {
            var days = first.datesUntil(end).map(UsagePartitions::partition).collect(Collectors.joining(", "));
            db.sql("ALTER TABLE %s REORGANIZE PARTITION %s INTO (%s, PARTITION %s VALUES LESS THAN (MAXVALUE))"
                            .formatted(table, CATCH_ALL, days, CATCH_ALL))
                    .update();
        }
    }

    private static String partition(LocalDate day) {
        return "PARTITION %s VALUES LESS THAN ('%s')".formatted(day.format(NAME), day.plusDays(1));
    }

    /** The day after the last one that has a partition, or today when there is none. */
    private static LocalDate firstMissing(JdbcClient db, String table, LocalDate today) {
        return db.sql("""
                        SELECT MAX(partition_name) FROM information_schema.partitions
                        WHERE table_schema = DATABASE() AND table_name = :table AND partition_name <> :catchAll
                        """)
                .param("table", table)
                .param("catchAll", CATCH_ALL)
                .query(String.class)
                .optional()
                .map(name -> LocalDate.parse(name, NAME).plusDays(1))
                .orElse(today);
    }

    private static long inCatchAll(JdbcClient db, String table) {
        return db.sql("SELECT COUNT(*) FROM %s PARTITION (%s)".formatted(table, CATCH_ALL))
                .query(Long.class)
                .single();
    }
}
