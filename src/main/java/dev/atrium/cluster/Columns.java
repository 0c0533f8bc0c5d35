package dev.atrium.cluster;

import dev.atrium.shared.Id;
import dev.atrium.shared.Uuids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How ids and times stand in columns: {@code BINARY(16)} and {@code DATETIME(6)} in UTC. Time columns are read
 * and written as local date-times, so that no time zone of a driver or session has a say.
 */
public final class Columns {

    private Columns() {}

    public static byte[] id(Id id) {
        return Uuids.toBytes(id.value());
    }

    public static byte @Nullable [] idOrNull(@Nullable Id id) {
        return id == null ? null : id(id);
    }

    public static List<byte[]> ids(Collection<UUID> ids) {
        return ids.stream().map(Uuids::toBytes).toList();
    }

    public static UUID uuid(ResultSet row, String column) throws SQLException {
        return Uuids.fromBytes(row.getBytes(column));
    }

    public static @Nullable UUID uuidOrNull(ResultSet row, String column) throws SQLException {
        var bytes = row.getBytes(column);
        return bytes == null ? null : Uuids.fromBytes(bytes);
    }

    public static LocalDateTime time(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    public static @Nullable LocalDateTime timeOrNull(@Nullable Instant instant) {
        return instant == null ? null : time(instant);
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }
}
