package dev.atrium.tenancy;

import dev.atrium.cluster.Columns;
import dev.atrium.cluster.MirroredTable;
import dev.atrium.shared.ProjectId;
import dev.atrium.shared.Slug;
import dev.atrium.shared.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All organizations, in a gateway's memory. */
public final class TenantTable extends MirroredTable<Tenant> {

    /** The kind of feed entries that announce a change of an organization. */
    public static final String KIND = "tenant";

    private static final String SELECT = "SELECT id, slug, name, currency, default_project_id FROM tenant";

    public TenantTable() {
        super(KIND, Tenant.class);
    }

    public Optional<Tenant> find(TenantId id) {
        return Optional.ofNullable(row(id.value()));
    }

    @Override
    protected List<Tenant> select(JdbcClient db, @Nullable Set<UUID> ids) {
        var query = ids == null
                ? db.sql(SELECT)
                : db.sql(SELECT + " WHERE id IN (:ids)").param("ids", Columns.ids(ids));
        return query.query((row, _) -> toTenant(row)).list();
    }

    @Override
    protected UUID idOf(Tenant row) {
        return row.id().value();
    }

    /** Reads a tenant from a row that has the columns of the table {@code tenant}. */
    static Tenant toTenant(ResultSet row) throws SQLException {
        return new Tenant(
                new TenantId(Columns.uuid(row, "id")),
                new Slug(row.getString("slug")),
                row.getString("name"),
                Currency.getInstance(row.getString("currency")),
                new ProjectId(Columns.uuid(row, "default_project_id")));
    }
}
