package dev.atrium.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.shared.Uuids;
import dev.atrium.testing.TestMySql;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** What goes in comes out, or nothing goes in. */
class JsonInsertIT {

    private static final LocalDateTime FULL_MINUTE = LocalDateTime.parse("2026-11-23T10:15");
    private static final LocalDateTime TIME = LocalDateTime.parse("2026-11-23T10:15:30.123456");
    private static final byte[] ID = Uuids.toBytes(Uuids.next());

    private final String table = "json_insert_" + Uuids.toHex(Uuids.next());
    private final JdbcTemplate db = new JdbcTemplate(TestMySql.source());
    private final JsonInsert insert = JsonInsert.into(table)
            .with(JsonInsert.Type.ID, "id")
            .with(JsonInsert.Type.NUMBER, "number")
            .with(JsonInsert.Type.FLAG, "flag")
            .with(JsonInsert.Type.TEXT, "text")
            .with(JsonInsert.Type.DAY, "day")
            .with(JsonInsert.Type.TIME, "time");

    @BeforeEach
    void makeTable() {
        TestMySql.migrator().sql("CREATE TABLE " + table + """
                         (row_number_ INT AUTO_INCREMENT PRIMARY KEY, id BINARY(16), number BIGINT, flag BOOLEAN,
                          text VARCHAR(40), day DATE, time DATETIME(6))
                        """).update();
    }

    @AfterEach
    void dropTable() {
        TestMySql.migrator().sql("DROP TABLE " + table).update();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " spaces around ",
                "it's \"quoted\" `thrice`",
                "C:\\back\\slash \\x41 \\n",
                "line\nbreak\ttab\rand \0 nothing",
                "\u00fcml\u00e4ut \u4e2d\u6587 \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
                "\ud83d\ude00 \ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67",
                "$[0] ${x} ? :name %s",
                "null",
                "2026-11-23"
            })
    void keepsAnyText(String text) {
        insert(ID, 1L, true, text, TIME.toLocalDate(), TIME);

        assertThat(column("text")).containsExactly(text);
    }

    @Test
    void keepsTheExtremesOfEachType() {
        insert(new byte[16], Long.MAX_VALUE, true, "x".repeat(40), LocalDate.EPOCH, FULL_MINUTE);
        insert(ID, Long.MIN_VALUE, false, "\ud83d\ude00".repeat(40), LocalDate.parse("9999-12-31"), TIME);

        assertThat(column("id")).containsExactly(new byte[16], ID);
        assertThat(column("number")).containsExactly(Long.MAX_VALUE, Long.MIN_VALUE);
        assertThat(column("flag")).containsExactly(true, false);
        assertThat(column("CAST(day AS CHAR)")).containsExactly("1970-01-01", "9999-12-31");
        assertThat(column("time")).containsExactly(FULL_MINUTE, TIME);
    }

    @Test
    void keepsNulls() {
        insert(null, null, null, null, null, null);

        assertThat(db.queryForMap("SELECT id, number, flag, text, day, time FROM " + table))
                .allSatisfy((_, value) -> assertThat(value).isNull());
    }

    @Test
    void refusesWhatAColumnCannotHold() {
        assertRefused(ID, 1L, true, "x".repeat(41), LocalDate.EPOCH, TIME);
        assertRefused(ID, 1L, true, "x".repeat(1001), LocalDate.EPOCH, TIME);
        assertRefused(new byte[17], 1L, true, "x", LocalDate.EPOCH, TIME);
        assertRefused(ID, "1e30", true, "x", LocalDate.EPOCH, TIME);
        assertRefused(ID, "many", true, "x", LocalDate.EPOCH, TIME);
        assertRefused(ID, 1L, 128, "x", LocalDate.EPOCH, TIME);
        assertRefused(ID, 1L, true, "x", "2026-02-30", TIME);
        assertRefused(ID, 1L, true, "x", LocalDate.EPOCH, "2026-11-23T25:00:00");
    }

    @Test
    void refusesATimeThatMySqlWouldRound() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> insert(ID, 1L, true, "x", LocalDate.EPOCH, TIME.withNano(999_999_999)))
                .withMessage("time: 2026-11-23T10:15:30.999999999 (expected: whole microseconds)");
        assertThat(column("number")).isEmpty();
    }

    @Test
    void insertsAllRowsOrNone() {
        var rows = new ArrayList<@Nullable Object[]>();
        rows.add(new Object[] {ID, 1L, true, "fits", LocalDate.EPOCH, TIME});
        rows.add(new Object[] {ID, 2L, true, "x".repeat(41), LocalDate.EPOCH, TIME});

        assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> insert.insert(db, rows));

        assertThat(column("number")).isEmpty();
        rows.removeLast();
        rows.add(new Object[] {ID, 3L, true, "fits too", LocalDate.EPOCH, TIME});
        insert.insert(db, rows);
        assertThat(column("number")).containsExactly(1L, 3L);
    }

    @Test
    void refusesARowWithoutAllItsValues() {
        var row = new Object[] {ID, 1L, true, "x", LocalDate.EPOCH};

        assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> insert(row));
        assertThat(column("number")).isEmpty();
    }

    private void insert(@Nullable Object... row) {
        var rows = new ArrayList<@Nullable Object[]>();
        rows.add(row);
        insert.insert(db, rows);
    }

    private void assertRefused(Object... row) {
        assertThatExceptionOfType(DataAccessException.class)
                .as(Arrays.deepToString(row))
                .isThrownBy(() -> insert(row))
                .matches(Refusals::isOfARow, "is set aside and holds up none behind it");
        assertThat(column("number")).isEmpty();
    }

    private List<Object> column(String name) {
        return db.queryForList("SELECT %s FROM %s ORDER BY row_number_".formatted(name, table), Object.class);
    }
}
