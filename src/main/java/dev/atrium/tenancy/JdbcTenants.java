package dev.atrium.tenancy;

import dev.atrium.audit.AuditEntry;
import dev.atrium.audit.AuditLog;
import dev.atrium.cluster.ChangeFeed;
import dev.atrium.cluster.Columns;
import dev.atrium.shared.Actor;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.ProjectId;
import dev.atrium.shared.Slug;
import dev.atrium.shared.TenantId;
import java.time.Clock;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Organizations in MySQL. */
@Transactional
class JdbcTenants implements Tenants {

    private static final String SELECT = "SELECT id, slug, name, currency, default_project_id FROM tenant";
    private static final int CONFLICT = 409;

    private final JdbcClient db;
    private final AuditLog audit;
    private final ChangeFeed feed;
    private final Clock clock;

    JdbcTenants(JdbcClient db, AuditLog audit, ChangeFeed feed, Clock clock) {
        this.db = db;
        this.audit = audit;
        this.feed = feed;
        this.clock = clock;
    }

    @Override
    public Tenant create(Actor actor, Slug slug, String name, Currency currency) {
        var tenant = new Tenant(TenantId.next(), slug, name, currency, ProjectId.next());
        claim(slug, tenant.id());
        insert(tenant);
        insertDefaultProject(tenant);
        audit.record(AuditEntry.done(
                tenant.id(),
                actor,
                "organization.create",
                tenant.id().text(),
                Map.of("slug", slug.value(), "name", name, "currency", currency.getCurrencyCode())));
        feed.append(TenantTable.KIND, tenant.id());
        return tenant;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Tenant> find(TenantId id) {
        return db.sql(SELECT + " WHERE id = :id")
                .param("id", Columns.id(id))
                .query((row, _) -> TenantTable.toTenant(row))
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Tenant> bySlug(Slug slug) {
        return db.sql(SELECT + " WHERE slug = :slug")
                .param("slug", slug.value())
                .query((row, _) -> TenantTable.toTenant(row))
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Tenant> list(String after, int limit) {
        return db.sql(SELECT + " WHERE slug > :after ORDER BY slug LIMIT :limit")
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> TenantTable.toTenant(row))
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public boolean hasProject(TenantId tenant, ProjectId project) {
        return db.sql("SELECT COUNT(*) FROM project WHERE tenant_id = :tenant AND id = :id")
                        .param("tenant", Columns.id(tenant))
                        .param("id", Columns.id(project))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The history is the guard: it keeps every slug that anybody ever had. */
    private void claim(Slug slug, TenantId owner) {
        if (Slug.RESERVED.contains(slug.value())) {
            throw new ProblemException(Problem.ofField(
                    "slug", "slug_reserved", "The name '%s' is reserved. Choose another.".formatted(slug)));
        }
        try {
            db.sql("INSERT INTO tenant_slug_history (slug, tenant_id) VALUES (:slug, :tenant)")
                    .param("slug", slug.value())
                    .param("tenant", Columns.id(owner))
                    .update();
        } catch (DuplicateKeyException _) {
            throw new ProblemException(new Problem(
                    CONFLICT,
                    "slug_taken",
                    "The name '%s' belongs or belonged to an organization. Choose another.".formatted(slug),
                    "slug"));
        }
    }

    private void insert(Tenant tenant) {
        db.sql("""
                INSERT INTO tenant (id, slug, name, currency, default_project_id, created_at)
                VALUES (:id, :slug, :name, :currency, :project, :now)
                """)
                .param("id", Columns.id(tenant.id()))
                .param("slug", tenant.slug().value())
                .param("name", tenant.name())
                .param("currency", tenant.currency().getCurrencyCode())
                .param("project", Columns.id(tenant.defaultProject()))
                .param("now", Columns.time(clock.instant()))
                .update();
    }

    private void insertDefaultProject(Tenant tenant) {
        db.sql("""
                INSERT INTO project (id, tenant_id, slug, name, created_at)
                VALUES (:id, :tenant, 'default', 'Default', :now)
                """)
                .param("id", Columns.id(tenant.defaultProject()))
                .param("tenant", Columns.id(tenant.id()))
                .param("now", Columns.time(clock.instant()))
                .update();
    }
}
