package dev.atrium.keys;

import dev.atrium.audit.AuditEntry;
import dev.atrium.audit.AuditLog;
import dev.atrium.cluster.ChangeFeed;
import dev.atrium.cluster.Columns;
import dev.atrium.shared.Actor;
import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.ProjectId;
import dev.atrium.shared.TenantId;
import dev.atrium.tenancy.Members;
import dev.atrium.tenancy.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Short-lived keys in MySQL: their digests, never their secrets. */
@Transactional
class JdbcShortLivedKeys implements ShortLivedKeys {

    static final String COLUMNS = "id, tenant_id, project_id, person_id, made_for, digest, issued_at, expires_at";

    private static final int FORBIDDEN = 403;

    private final JdbcClient db;
    private final Tenants tenants;
    private final Members members;
    private final AuditLog audit;
    private final ChangeFeed feed;
    private final Clock clock;

    JdbcShortLivedKeys(JdbcClient db, Tenants tenants, Members members, AuditLog audit, ChangeFeed feed, Clock clock) {
        this.db = db;
        this.tenants = tenants;
        this.members = members;
        this.audit = audit;
        this.feed = feed;
        this.clock = clock;
    }

    @Override
    public IssuedKey issue(TenantId tenant, ProjectId project, OnBehalf onBehalf) {
        requireMember(tenant, onBehalf.person());
        if (!tenants.hasProject(tenant, project)) {
            throw JdbcApiKeys.noSuchProject(project);
        }
        var now = clock.instant();
        var secret = KeySecret.random();
        var key = new ApiKey(
                ApiKeyId.next(),
                tenant,
                project,
                onBehalf.part().word(),
                secret.hint(),
                now,
                now.plus(LIFE),
                null,
                onBehalf);
        insert(key, secret, onBehalf);
        audit.record(AuditEntry.done(
                tenant,
                new Actor.Person(onBehalf.person()),
                "short_lived_key.issue",
                key.id().text(),
                Map.of("made_for", onBehalf.part().word())));
        feed.append(KeyTable.KIND, key.id());
        return new IssuedKey(key, secret);
    }

    /** Reads a key from a row that has {@link #COLUMNS}. Its hint is of no use to anybody. */
    static ApiKey toApiKey(ResultSet row) throws SQLException {
        var madeFor = row.getString("made_for");
        return new ApiKey(
                new ApiKeyId(Columns.uuid(row, "id")),
                new TenantId(Columns.uuid(row, "tenant_id")),
                new ProjectId(Columns.uuid(row, "project_id")),
                madeFor,
                "",
                Columns.instant(row, "issued_at"),
                Columns.instant(row, "expires_at"),
                null,
                new OnBehalf(new PersonId(Columns.uuid(row, "person_id")), OnBehalf.Part.of(madeFor)));
    }

    private void requireMember(TenantId tenant, PersonId person) {
        if (members.roleOf(tenant, person).isEmpty()) {
            throw new ProblemException(Problem.of(
                    FORBIDDEN, "not_a_member", "You do not belong to this organization. Ask an owner to invite you."));
        }
    }

    private void insert(ApiKey key, KeySecret secret, OnBehalf onBehalf) {
        db.sql("INSERT INTO short_lived_key (" + COLUMNS
                        + ") VALUES (:id, :tenant, :project, :person, :madeFor, :digest, :issuedAt, :expiresAt)")
                .param("id", Columns.id(key.id()))
                .param("tenant", Columns.id(key.tenant()))
                .param("project", Columns.id(key.project()))
                .param("person", Columns.id(onBehalf.person()))
                .param("madeFor", onBehalf.part().word())
                .param("digest", secret.digest().bytes())
                .param("issuedAt", Columns.time(key.issuedAt()))
                .param("expiresAt", Columns.timeOrNull(key.expiresAt()))
                .update();
    }
}
