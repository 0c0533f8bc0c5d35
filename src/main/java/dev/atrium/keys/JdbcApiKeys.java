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
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Keys in MySQL: their digests, never their secrets. */
@Transactional
class JdbcApiKeys implements ApiKeys {

    private static final int NOT_FOUND = 404;

    private final JdbcClient db;
    private final Tenants tenants;
    private final KeyReader reader;
    private final AuditLog audit;
    private final ChangeFeed feed;
    private final Clock clock;

    JdbcApiKeys(JdbcClient db, Tenants tenants, Members members, AuditLog audit, ChangeFeed feed, Clock clock) {
        this.db = db;
        this.tenants = tenants;
        this.reader = new KeyReader(db, members);
        this.audit = audit;
        this.feed = feed;
        this.clock = clock;
    }

    @Override
    public IssuedKey issue(Actor actor, TenantId tenant, NewKey wanted) {
        var now = clock.instant();
        var maker = actor instanceof Actor.Person person ? person.id() : null;
        requireMember(tenant, maker);
        requireProject(tenant, wanted.project());
        KeyRules.require(wanted, now);
        var secret = KeySecret.random();
        var expires = wanted.expiresAt() == null ? null : wanted.expiresAt().truncatedTo(ChronoUnit.MICROS);
        var key = new ApiKey(
                ApiKeyId.next(),
                tenant,
                wanted.project(),
                wanted.name(),
                secret.hint(),
                now,
                expires,
                null,
                maker,
                wanted.models());
        insert(key, secret);
        audit.record(AuditEntry.done(tenant, actor, "api_key.issue", key.id().text(), KeyRules.audited(key)));
        feed.append(KeyTable.KIND, key.id());
        return new IssuedKey(key, secret);
    }

    @Override
    @Transactional(readOnly = true)
    public List<ApiKey> of(TenantId tenant, @Nullable ApiKeyId before, int limit) {
        return db.sql("SELECT " + KeyTable.COLUMNS + " FROM api_key WHERE tenant_id = :tenant"
                        + " AND (:before IS NULL OR id < :before) ORDER BY id DESC LIMIT :limit")
                .param("tenant", Columns.id(tenant))
                .param("before", Columns.idOrNull(before))
                .param("limit", limit)
                .query((row, _) -> KeyTable.toApiKey(row))
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public List<ListedKey> seenBy(PersonId person, TenantId tenant, @Nullable ApiKeyId before, int limit) {
        return reader.seenBy(person, tenant, before, limit);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<KeyRefusal> newestRefusal(PersonId person, TenantId tenant) {
        return reader.newestRefusal(person, tenant);
    }

    @Override
    public void revoke(Actor actor, TenantId tenant, ApiKeyId id) {
        var key = lock(tenant, id).filter(found -> maySee(actor, found)).orElseThrow(() -> noSuchKey(id));
        if (key.revokedAt() != null) {
            return;
        }
        var now = clock.instant();
        db.sql("UPDATE api_key SET revoked_at = :now WHERE tenant_id = :tenant AND id = :id")
                .param("now", Columns.time(now))
                .param("tenant", Columns.id(tenant))
                .param("id", Columns.id(id))
                .update();
        audit.record(AuditEntry.done(
                tenant, actor, "api_key.revoke", id.text(), Map.of("name", key.name(), "hint", key.hint())));
        feed.append(KeyTable.KIND, id);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<TenantId> ownerOf(ApiKeyId id) {
        return db.sql("SELECT tenant_id FROM api_key WHERE id = :id")
                .param("id", Columns.id(id))
                .query((row, _) -> new TenantId(Columns.uuid(row, "tenant_id")))
                .optional();
    }

    private Optional<ApiKey> lock(TenantId tenant, ApiKeyId id) {
        return db.sql("SELECT " + KeyTable.COLUMNS + " FROM api_key WHERE tenant_id = :tenant AND id = :id FOR UPDATE")
                .param("tenant", Columns.id(tenant))
                .param("id", Columns.id(id))
                .query((row, _) -> KeyTable.toApiKey(row))
                .optional();
    }

    private void insert(ApiKey key, KeySecret secret) {
        db.sql(
                        "INSERT INTO api_key (" + KeyTable.COLUMNS + ") VALUES "
                                + "(:id, :tenant, :project, :name, :hint, :digest, :issuedAt, :expiresAt, NULL, :madeBy, :models)")
                .param("id", Columns.id(key.id()))
                .param("tenant", Columns.id(key.tenant()))
                .param("project", Columns.id(key.project()))
                .param("name", key.name())
                .param("hint", key.hint())
                .param("digest", secret.digest().bytes())
                .param("issuedAt", Columns.time(key.issuedAt()))
                .param("expiresAt", Columns.timeOrNull(key.expiresAt()))
                .param("madeBy", Columns.idOrNull(key.madeBy()))
                .param("models", ModelList.write(key.models()))
                .update();
    }

    private void requireProject(TenantId tenant, ProjectId project) {
        if (!tenants.hasProject(tenant, project)) {
            throw noSuchProject(project);
        }
    }

    /** To whoever does not belong to it, an organization does not exist. */
    private void requireMember(TenantId tenant, @Nullable PersonId maker) {
        if (maker != null && reader.roleOf(tenant, maker).isEmpty()) {
            throw new ProblemException(Problem.of(
                    NOT_FOUND, "no_such_organization", "There is no organization %s of yours.".formatted(tenant)));
        }
    }

    static ProblemException noSuchProject(ProjectId project) {
        return new ProblemException(Problem.of(
                NOT_FOUND, "no_such_project", "There is no project %s in this organization.".formatted(project)));
    }

    private boolean maySee(Actor actor, ApiKey key) {
        return !(actor instanceof Actor.Person person) || reader.maySee(person.id(), key.tenant(), key);
    }

    private static ProblemException noSuchKey(ApiKeyId id) {
        return new ProblemException(Problem.of(
                NOT_FOUND,
                "no_such_key",
                "There is no API key %s in this organization. List its keys to see their ids.".formatted(id)));
    }
}
