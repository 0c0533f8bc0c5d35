package dev.atrium.cluster;

import dev.atrium.shared.ProcessId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Processes in MySQL; who lives is judged by MySQL's clock alone. */
final class JdbcProcesses implements Processes {

    static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    private static final TypeReference<Map<String, Object>> STATE = new TypeReference<>() {};

    private final JdbcClient db;
    private final JsonMapper json;

    JdbcProcesses(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    @Override
    public void report(ProcessReport report) {
        db.sql("""
                INSERT INTO process
                  (id, role, address, version, os_pid, public_key, state, feed_at, started_at, seen_at)
                VALUES (:id, :role, :address, :version, :pid, :key, :state, :feedAt, :startedAt, UTC_TIMESTAMP(6)) AS fresh
                ON DUPLICATE KEY UPDATE
                  address = fresh.address, version = fresh.version, os_pid = fresh.os_pid,
                  public_key = fresh.public_key, state = fresh.state, feed_at = fresh.feed_at,
                  started_at = fresh.started_at, seen_at = fresh.seen_at
                """)
                .param("id", Columns.id(report.id()))
                .param("role", report.role())
                .param("address", report.address())
                .param("version", report.version())
                .param("pid", report.osPid())
                .param("key", report.publicKey())
                .param("state", json.writeValueAsString(report.state()))
                .param("feedAt", report.feedAt())
                .param("startedAt", Columns.time(report.startedAt()))
                .update();
    }

    @Override
    public void signOff(ProcessId id) {
        db.sql("DELETE FROM process WHERE id = :id").param("id", Columns.id(id)).update();
    }

    @Override
    public List<ProcessReport> alive() {
        return heardOfWithin(GONE_AFTER);
    }

    @Override
    public List<ProcessReport> known() {
        return heardOfWithin(FORGOTTEN_AFTER);
    }

    /** Deletes the rows of processes that nobody has heard of for a day. */
    int forgetSilent() {
        return db.sql("DELETE FROM process WHERE seen_at < UTC_TIMESTAMP(6) - INTERVAL :seconds SECOND")
                .param("seconds", FORGOTTEN_AFTER.toSeconds())
                .update();
    }

    @Override
    public List<ProcessReport> heardOfWithin(Duration time) {
        return db.sql("""
                SELECT id, role, address, version, os_pid, public_key, state, feed_at, started_at FROM process
                WHERE seen_at >= UTC_TIMESTAMP(6) - INTERVAL :seconds SECOND ORDER BY role, started_at, id
                """)
                .param("seconds", time.toSeconds())
                .query((row, _) -> toReport(row))
                .list();
    }

    private ProcessReport toReport(ResultSet row) throws SQLException {
        return new ProcessReport(
                new ProcessId(Columns.uuid(row, "id")),
                row.getString("role"),
                row.getString("address"),
                row.getString("version"),
                row.getLong("os_pid"),
                row.getString("public_key"),
                json.readValue(row.getString("state"), STATE),
                row.getLong("feed_at"),
                Columns.instant(row, "started_at"));
    }
}
