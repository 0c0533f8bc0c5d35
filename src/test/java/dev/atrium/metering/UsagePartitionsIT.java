package dev.atrium.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.cluster.Databases;
import dev.atrium.testing.TestMySql;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsagePartitionsIT {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void makesDaysAheadOnceAndKeepsTheCatchAll() {
        run(Clock.systemUTC());
        var first = partitions("usage_event");
        run(Clock.systemUTC());

        assertThat(first)
                .contains(nameOf(today()), nameOf(today().plusDays(30)), "p_catch_all")
                .doesNotContain(nameOf(today().plusDays(31)));
        assertThat(partitions("usage_event")).isEqualTo(first);
        assertThat(partitions("usage_line")).isEqualTo(first);
    }

    @Test
    void addsTheDaysThatAreMissing() {
        run(Clock.systemUTC());
        run(Clock.offset(Clock.systemUTC(), Duration.ofDays(2)));

        assertThat(partitions("usage_event")).contains(nameOf(today().plusDays(31)), nameOf(today().plusDays(32)));
    }

    @Test
    void countsRowsForWhichNoDayWasMade() {
        run(Clock.systemUTC());
        var before = meters.get("atrium.usage.catch.all").gauge().value();
        TestMySql.db().sql("""
                        INSERT INTO usage_line (day, event_id, meter, quantity, pico_per_unit, amount_pico, exact)
                        VALUES ('2199-01-01', RANDOM_BYTES(16), 'requests', 1, 0, 0, TRUE)
                        """).update();
        run(Clock.systemUTC());

        assertThat(before).isZero();
        assertThat(meters.get("atrium.usage.catch.all").gauge().value()).isOne();
    }

    private void run(Clock clock) {
        meters.clear();
        new UsagePartitions(() -> Databases.migrator(TestMySql.settings()), 30, clock, meters).run();
    }

    private static List<String> partitions(String table) {
        return TestMySql.migrator()
                .sql("""
                        SELECT partition_name FROM information_schema.partitions
                        WHERE table_schema = DATABASE() AND table_name = :table ORDER BY partition_ordinal_position
                        """)
                .param("table", table)
                .query(String.class)
                .list();
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    private static String nameOf(LocalDate day) {
        return day.format(DateTimeFormatter.ofPattern("'p'yyyyMMdd"));
    }
}
