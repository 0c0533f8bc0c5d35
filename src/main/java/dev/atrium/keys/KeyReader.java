package dev.atrium.keys;

import dev.atrium.cluster.Columns;
import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.RequestId;
import dev.atrium.shared.TenantId;
import dev.atrium.tenancy.MemberRole;
import dev.atrium.tenancy.Members;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which keys a person may see: an owner all of the organization, a developer their own, anybody else none. */
final class KeyReader {

    private static final String VISIBLE = " k.tenant_id = :tenant AND (:all OR k.made_by = :reader) ";

    private final JdbcClient db;
    private final Members members;

    KeyReader(JdbcClient db, Members members) {
        this.db = db;
        this.members = members;
    }

    Optional<MemberRole> roleOf(TenantId tenant, PersonId person) {
        return members.roleOf(tenant, person);
    }

    boolean maySee(PersonId reader, TenantId tenant, ApiKey key) {
        return roleOf(tenant, reader)
                .map(role -> role == MemberRole.OWNER || reader.equals(key.madeBy()))
                .orElse(false);
    }

    List<ListedKey> seenBy(PersonId reader, TenantId tenant, @Nullable ApiKeyId before, int limit) {
        return roleOf(tenant, reader)
                .map(role -> visible(
                                reader,
                                tenant,
                                role,
                                "SELECT k.*, u.used_at FROM api_key k"
                                        + " LEFT JOIN api_key_use u ON u.key_id = k.id WHERE" + VISIBLE
                                        + "AND (:before IS NULL OR k.id < :before) ORDER BY k.id DESC LIMIT :limit")
                        .param("before", Columns.idOrNull(before))
                        .param("limit", limit)
                        .query((row, _) -> new ListedKey(KeyTable.toApiKey(row), Columns.instantOrNull(row, "used_at")))
                        .list())
                .orElse(List.of());
    }

    Optional<KeyRefusal> newestRefusal(PersonId reader, TenantId tenant) {
        return roleOf(tenant, reader)
                .flatMap(role -> visible(
                                reader,
                                tenant,
                                role,
                                "SELECT u.* FROM api_key_use u"
                                        + " JOIN api_key k ON k.id = u.key_id WHERE" + VISIBLE
                                        + "AND u.tenant_id = :tenant AND u.refused_at IS NOT NULL"
                                        + " ORDER BY u.refused_at DESC LIMIT 1")
                        .query((row, _) -> new KeyRefusal(
                                new ApiKeyId(Columns.uuid(row, "key_id")),
                                new RequestId(Columns.uuid(row, "refused_request")),
                                row.getString("refused_code"),
                                Columns.instant(row, "refused_at")))
                        .optional());
    }

    private JdbcClient.StatementSpec visible(PersonId reader, TenantId tenant, MemberRole role, String query) {
        return db.sql(query)
                .param("tenant", Columns.id(tenant))
                .param("all", role == MemberRole.OWNER)
                .param("reader", Columns.id(reader));
    }
}
