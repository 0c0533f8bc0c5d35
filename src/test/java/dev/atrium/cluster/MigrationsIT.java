package dev.atrium.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.shared.Uuids;
import dev.atrium.testing.TestMySql;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class MigrationsIT {

    @Test
    void leavesAFilledDatabaseAsItIs() {
        var slug = "m" + Uuids.toHex(Uuids.next()).substring(0, 30);
        TestMySql.db()
                .sql("INSERT INTO tenant_slug_history (slug, tenant_id) VALUES (?, ?)")
                .params(slug, Uuids.toBytes(Uuids.next()))
                .update();

        try (var migrator = Databases.migrator(TestMySql.settings())) {
            Migrations.run(migrator);
        }

        assertThat(TestMySql.db()
                        .sql("SELECT COUNT(*) FROM tenant_slug_history WHERE slug = ?")
                        .param(slug)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    /** A table that is filled takes the next migration of its module, beside histories of other modules. */
    @Test
    void continuesAModuleThatStoppedHalfway() {
        var history = "history_of_half_" + Uuids.toHex(Uuids.next()).substring(0, 8);
        try (var migrator = Databases.migrator(TestMySql.settings())) {
            flyway(migrator, history, "1").migrate();
            TestMySql.db().sql("INSERT INTO half (id) VALUES (7)").update();

            flyway(migrator, history, "latest").migrate();

            assertThat(TestMySql.db()
                            .sql("SELECT name FROM half WHERE id = 7")
                            .query(String.class)
                            .single())
                    .isEqualTo("none yet");
            TestMySql.migrator().sql("DROP TABLE half").update();
        }
    }

    @Test
    void letsTwoPortalsMigrateAtOnce() throws InterruptedException, ExecutionException {
        Callable<Boolean> migrate = () -> {
            try (var migrator = Databases.migrator(TestMySql.settings())) {
                Migrations.run(migrator);
            }
            return true;
        };
        try (var portals = Executors.newFixedThreadPool(2)) {
            for (var done : portals.invokeAll(List.of(migrate, migrate))) {
                assertThat(done.get()).isTrue();
            }
        }
    }

    private static Flyway flyway(javax.sql.DataSource source, String history, String target) {
        return Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration-of-tests/half")
                .table(history)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .target(target)
                .load();
    }
}
