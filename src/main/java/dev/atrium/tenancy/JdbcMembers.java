package dev.atrium.tenancy;

import dev.atrium.audit.AuditEntry;
import dev.atrium.audit.AuditLog;
import dev.atrium.cluster.Columns;
import dev.atrium.shared.Actor;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.TenantId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Members in MySQL. */
@Transactional
class JdbcMembers implements Members {

    private static final int NOT_FOUND = 404;

    private final JdbcClient db;
    private final AuditLog audit;
    private final ExpectedMembers expected;
    private final Clock clock;

    JdbcMembers(JdbcClient db, AuditLog audit, ExpectedMembers expected, Clock clock) {
        this.db = db;
        this.audit = audit;
        this.expected = expected;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Membership> of(PersonId person) {
        return db.sql("""
                SELECT t.id, t.slug, t.name, t.currency, t.default_project_id, m.role, m.since
                FROM member m JOIN tenant t ON t.id = m.tenant_id
                WHERE m.person_id = :person ORDER BY m.since, t.id
                """)
                .param("person", Columns.id(person))
                .query((row, _) -> new Membership(
                        TenantTable.toTenant(row), MemberRole.of(row.getString("role")), Columns.instant(row, "since")))
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<MemberRole> roleOf(TenantId tenant, PersonId person) {
        return db.sql("SELECT role FROM member WHERE tenant_id = :tenant AND person_id = :person")
                .param("tenant", Columns.id(tenant))
                .param("person", Columns.id(person))
                .query((row, _) -> MemberRole.of(row.getString("role")))
                .optional();
    }

    @Override
    public void add(Actor actor, TenantId tenant, PersonId person, MemberRole role) {
        requireTenant(tenant);
        var before = roleOf(tenant, person);
        if (before.equals(Optional.of(role))) {
            return;
        }
        db.sql("""
                INSERT INTO member (tenant_id, person_id, role, since)
                VALUES (:tenant, :person, :role, :now) AS fresh
                ON DUPLICATE KEY UPDATE role = fresh.role
                """)
                .param("tenant", Columns.id(tenant))
                .param("person", Columns.id(person))
                .param("role", role.text())
                .param("now", Columns.time(clock.instant()))
                .update();
        var detail = Map.of(
                "role", role.text(), "before", before.map(MemberRole::text).orElse("none"));
        audit.record(AuditEntry.done(tenant, actor, "member.set", person.text(), detail));
    }

    @Override
    public boolean expect(Actor actor, TenantId tenant, String email, MemberRole role) {
        requireTenant(tenant);
        if (!expected.add(tenant, email, role)) {
            return false;
        }
        // The address stays out: the log keeps ids, whose names can be erased.
        audit.record(AuditEntry.done(tenant, actor, "member.expect", tenant.text(), Map.of("role", role.text())));
        return true;
    }

    private void requireTenant(TenantId tenant) {
        var count = db.sql("SELECT COUNT(*) FROM tenant WHERE id = :id")
                .param("id", Columns.id(tenant))
                .query(Integer.class)
                .single();
        if (count == 0) {
            throw new ProblemException(
                    Problem.of(NOT_FOUND, "tenant_not_found", "There is no organization with this id."));
        }
    }
}
