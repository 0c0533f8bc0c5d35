package dev.atrium.metering;

import com.mysql.cj.jdbc.JdbcConnection;
import java.io.StringWriter;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Inserts many rows with one statement of one parameter: a JSON text, which MySQL takes apart with
 * {@code JSON_TABLE}. A driver that binds each value of a thousand rows takes several times the CPU.
 */
final class JsonInsert {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final HexFormat HEX = HexFormat.of();

    private final String table;
    private final List<Column> columns = new ArrayList<>();

    private JsonInsert(String table) {
        this.table = table;
    }

    static JsonInsert into(String table) {
        return new JsonInsert(table);
    }

    /** How a column's value is written in the JSON text and read from it. */
    enum Type {
        ID("CHAR(32)", "UNHEX(%s)"),
        NUMBER("BIGINT", "%s"),
        FLAG("TINYINT", "%s"),
        // Longer than any column, so that the table itself refuses what does not fit.
        TEXT("VARCHAR(1000)", "%s"),
        DAY("DATE", "%s"),
        TIME("DATETIME(6)", "%s");

        private final String read;
        private final String inserted;

        Type(String read, String inserted) {
            this.read = read;
            this.inserted = inserted;
        }
    }

    private record Column(String name, Type type) {}

    /** Adds columns in the order in which rows have their values. */
    JsonInsert with(Type type, String... names) {
        for (var name : names) {
            columns.add(new Column(name, type));
        }
        return this;
    }

    /** @param rows values in the order of the columns: {@code byte[]} for an id, times in whole microseconds */
    void insert(JdbcTemplate db, List<@Nullable Object[]> rows) {
        var json = json(rows);
        db.execute((ConnectionCallback<Integer>) connection -> {
            // Prepared by the server: the driver's own would copy the text twice to escape each quote.
            try (var statement = connection.unwrap(JdbcConnection.class).serverPrepareStatement(sql())) {
                statement.setString(1, json);
                return statement.executeUpdate();
            }
        });
    }

    private String sql() {
        var names = new ArrayList<String>();
        var inserted = new ArrayList<String>();
        var read = new ArrayList<String>();
        for (var column : columns) {
            var type = column.type();
            names.add(column.name());
            inserted.add(type.inserted.formatted(column.name()));
            // Without ERROR, a value that does not fit would silently be null.
            read.add("%s %s PATH '$[%d]' ERROR ON EMPTY ERROR ON ERROR"
                    .formatted(column.name(), type.read, read.size()));
        }
        return "INSERT INTO %s (%s) SELECT %s FROM JSON_TABLE(?, '$[*]' COLUMNS (%s)) AS rows_of_json"
                .formatted(table, String.join(", ", names), String.join(", ", inserted), String.join(", ", read));
    }

    private static String json(List<@Nullable Object[]> rows) {
        var text = new StringWriter(rows.size() * 700);
        try (var json = MAPPER.createGenerator(text)) {
            json.writeStartArray();
            for (var row : rows) {
                json.writeStartArray();
                for (var value : row) {
                    write(json, value);
                }
                json.writeEndArray();
            }
            json.writeEndArray();
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, @Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case byte[] id -> json.writeString(HEX.formatHex(id));
            case Boolean flag -> json.writeNumber(flag ? 1 : 0);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case LocalDate day -> json.writeString(day.toString());
            case LocalDateTime time -> json.writeString(wholeMicros(time).toString());
            case String text -> json.writeString(text);
            default -> throw new IllegalArgumentException("no column holds a " + value.getClass());
        }
    }

    /** MySQL would round, which may change the second, hour or year. */
    private static LocalDateTime wholeMicros(LocalDateTime time) {
        if (!time.equals(time.truncatedTo(ChronoUnit.MICROS))) {
            throw new IllegalArgumentException("time: %s (expected: whole microseconds)".formatted(time));
        }
        return time;
    }
}
