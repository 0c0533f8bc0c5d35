package dev.atrium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.shared.Uuids;
import dev.atrium.testing.TestMySql;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tables of money and audit take new rows and nothing else, whoever asks. */
@DisplayName("append-only tables")
class AppendOnlyIT {

    /** A table, and statements that make one row of it; {@code :id} is the row's. */
    enum Kept {
        AUDIT("audit", """
                INSERT INTO audit (id, at, actor_kind, actor, action, subject, outcome, detail, origin, request_id)
                VALUES (:id, UTC_TIMESTAMP(6), 'installation', 'test', 'test', 'test', 'done', '{}', 'local', '')
                """, "id", "subject = 'forged'"),
        PRICE_VERSION("price_version", """
                INSERT INTO price_version (id, model_id, currency, publisher_basis_points, valid_from, created_at)
                VALUES (:id, :id, 'USD', 10000, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))
                """, "id", "publisher_basis_points = 1"),
        PRICE_LINE("price_line", """
                INSERT INTO price_line (price_version_id, meter, pico_per_unit) VALUES (:id, 'input_tokens', 7)
                """, "price_version_id", "pico_per_unit = 0"),
        USAGE_EVENT("usage_event", """
                INSERT INTO usage_event (day, id, journal_id, sequence, request_id, payer_id, project_id, publisher_id,
                  model_id, version_id, alias, endpoint, source, streamed, status, accepted_at, duration_micros,
                  currency, price_version_id, amount_pico)
                VALUES ('2041-05-01', :id, :id, 1, :id, :id, :id, :id, :id, :id, 'a/b', '/v1/embeddings', 'api', FALSE,
                  'completed', UTC_TIMESTAMP(6), 1, 'USD', :id, 1)
                """, "id", "amount_pico = 0"),
        USAGE_LINE("usage_line", """
                INSERT INTO usage_line (day, event_id, meter, quantity, pico_per_unit, amount_pico, exact)
                VALUES ('2041-05-01', :id, 'input_tokens', 1, 1, 1, TRUE)
                """, "event_id", "amount_pico = 0");

        private final String table;
        private final String insert;
        private final String key;
        private final String change;

        Kept(String table, String insert, String key, String change) {
            this.table = table;
            this.insert = insert;
            this.key = key;
            this.change = change;
        }
    }

    private final JdbcClient application = TestMySql.db();
    private final byte[] id = Uuids.toBytes(Uuids.next());

    @ParameterizedTest
    @EnumSource
    void refusesUpdates(Kept kept) {
        insert(kept);

        refused(application, "UPDATE %s SET %s WHERE %s = :id".formatted(kept.table, kept.change, kept.key), kept);
        refused(application, kept.insert + " ON DUPLICATE KEY UPDATE " + kept.change, kept);
    }

    @ParameterizedTest
    @EnumSource
    void refusesDeletions(Kept kept) {
        insert(kept);

        refused(application, "DELETE FROM %s WHERE %s = :id".formatted(kept.table, kept.key), kept);
        refused(application, kept.insert.replace("INSERT", "REPLACE"), kept);
        assertThat(application
                        .sql("SELECT COUNT(*) FROM %s WHERE %s = :id".formatted(kept.table, kept.key))
                        .param("id", id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void refusesEvenTheMigratingAccount(Kept kept) {
        insert(kept);

        refused(
                TestMySql.migrator(),
                "UPDATE %s SET %s WHERE %s = :id".formatted(kept.table, kept.change, kept.key),
                kept);
        refused(TestMySql.migrator(), "DELETE FROM %s WHERE %s = :id".formatted(kept.table, kept.key), kept);
    }

    @ParameterizedTest
    @EnumSource
    void lastsAgainstTheApplicationAccount(Kept kept) {
        denied("DROP TABLE " + kept.table);
        denied("TRUNCATE TABLE " + kept.table);
        denied("ALTER TABLE " + kept.table + " ADD COLUMN forged INT");
        denied("RENAME TABLE " + kept.table + " TO elsewhere");
        denied("DROP TRIGGER " + kept.table + "_refuse_update");
        denied("CREATE TABLE forged (id INT)");
    }

    private void insert(Kept kept) {
        if (kept == Kept.PRICE_LINE) {
            application.sql(Kept.PRICE_VERSION.insert).param("id", id).update();
        }
        application.sql(kept.insert).param("id", id).update();
    }

    private void refused(JdbcClient account, String statement, Kept kept) {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> account.sql(statement).param("id", id).update())
                .havingRootCause()
                .withMessage(kept.table + " is append-only");
    }

    private void denied(String statement) {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> application.sql(statement).update())
                .havingRootCause()
                .withMessageContaining("denied");
    }
}
