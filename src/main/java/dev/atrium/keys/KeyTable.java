package dev.atrium.keys;

import dev.atrium.cluster.Columns;
import dev.atrium.cluster.MirroredTable;
import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.Digest;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.ProjectId;
import dev.atrium.shared.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All API keys by digest, short-lived ones among them, in a gateway's memory. */
public final class KeyTable extends MirroredTable<KeyTable.Row> {

    /** The kind of feed entries that announce a change of a key. */
    public static final String KIND = "api_key";

    static final String COLUMNS =
            "id, tenant_id, project_id, name, hint, digest, issued_at, expires_at, revoked_at, made_by, models";

    private final Map<Digest, ApiKey> byDigest = new ConcurrentHashMap<>();

    /** A key and the digest of its secret. */
    public record Row(ApiKey key, Digest digest) {}

    public KeyTable() {
        super(KIND, Row.class);
    }

    /** Finds out what a secret is worth at {@code now}. Reads memory only. */
    public KeyCheck check(String secret, Instant now) {
        return KeySecret.parse(secret)
                .map(parsed -> byDigest.get(parsed.digest()))
                .map(key -> key.checkAt(now))
                .orElseGet(KeyCheck.Unknown::new);
    }

    public Optional<ApiKey> find(ApiKeyId id) {
        return Optional.ofNullable(row(id.value())).map(Row::key);
    }

    @Override
    protected List<Row> select(JdbcClient db, @Nullable Set<UUID> ids) {
        var found = new ArrayList<>(rows(db, "SELECT " + COLUMNS + " FROM api_key", ids, KeyTable::toApiKey));
        found.addAll(rows(
                db,
                "SELECT " + JdbcShortLivedKeys.COLUMNS + " FROM short_lived_key",
                ids,
                JdbcShortLivedKeys::toApiKey));
        return found;
    }

    private interface Reading {

        ApiKey read(ResultSet row) throws SQLException;
    }

    private static List<Row> rows(JdbcClient db, String all, @Nullable Set<UUID> ids, Reading reading) {
        var query =
                ids == null ? db.sql(all) : db.sql(all + " WHERE id IN (:ids)").param("ids", Columns.ids(ids));
        return query.query((row, _) -> new Row(reading.read(row), Digest.ofBytes(row.getBytes("digest"))))
                .list();
    }

    @Override
    protected UUID idOf(Row row) {
        return row.key().id().value();
    }

    @Override
    protected void put(Row row, @Nullable Row previous) {
        byDigest.put(row.digest(), row.key());
    }

    @Override
    protected void removed(Row previous) {
        byDigest.remove(previous.digest());
    }

    /** Reads a key from a row that has {@link #COLUMNS}. */
    static ApiKey toApiKey(ResultSet row) throws SQLException {
        return new ApiKey(
                new ApiKeyId(Columns.uuid(row, "id")),
                new TenantId(Columns.uuid(row, "tenant_id")),
                new ProjectId(Columns.uuid(row, "project_id")),
                row.getString("name"),
                row.getString("hint"),
                Columns.instant(row, "issued_at"),
                Columns.instantOrNull(row, "expires_at"),
                Columns.instantOrNull(row, "revoked_at"),
                toPerson(Columns.uuidOrNull(row, "made_by")),
                ModelList.read(row.getString("models")));
    }

    private static @Nullable PersonId toPerson(@Nullable UUID id) {
        return id == null ? null : new PersonId(id);
    }
}
