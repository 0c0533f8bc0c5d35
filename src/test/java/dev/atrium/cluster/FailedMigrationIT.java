package dev.atrium.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.testing.TestMySql;
import org.junit.jupiter.api.Test;

class FailedMigrationIT {

    private static final String FAILED = "SELECT COUNT(*) FROM history_of_audit WHERE success = 0";

    @Test
    void triesAgainWhatFailedBefore() {
        TestMySql.migrator().sql("""
                INSERT INTO history_of_audit
                  (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                VALUES (99, '99', 'refused', 'SQL', 'V99__refused.sql', 1, 'test', 1, 0)
                """).update();

        try (var migrator = Databases.migrator(TestMySql.settings())) {
            Migrations.run(migrator);
        }

        assertThat(TestMySql.migrator().sql(FAILED).query(Integer.class).single())
                .isZero();
    }
}
