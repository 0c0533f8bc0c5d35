package dev.atrium.registry;

import dev.atrium.audit.AuditEntry;
import dev.atrium.audit.AuditLog;
import dev.atrium.cluster.ChangeFeed;
import dev.atrium.cluster.Columns;
import dev.atrium.shared.Actor;
import dev.atrium.shared.Digest;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.Slug;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Repositories in MySQL. Publishing holds the lock of the repository's row, so that numbers have no gaps. */
final class JdbcRepositories implements Repositories {

    private static final Slug PRODUCTION = new Slug(ModelEntry.DEFAULT_ALIAS);
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final JdbcClient db;
    private final TransactionOperations transactions;
    private final Publication publication;
    private final AliasMoves aliases;
    private final AuditLog audit;
    private final ChangeFeed feed;
    private final Clock clock;

    JdbcRepositories(
            JdbcClient db,
            TransactionOperations transactions,
            Publication publication,
            AuditLog audit,
            ChangeFeed feed,
            Clock clock) {
        this.db = db;
        this.transactions = transactions;
        this.publication = publication;
        this.aliases = new AliasMoves(db);
        this.audit = audit;
        this.feed = feed;
        this.clock = clock;
    }

    @Override
    public RepositoryId createModel(Actor actor, TenantId owner, Slug slug, Visibility visibility) {
        var id = RepositoryId.next();
        try {
            transactions.executeWithoutResult(_ -> {
                insert(id, owner, slug, visibility);
                var detail = Map.of("name", slug.value(), "visibility", word(visibility));
                audit.record(AuditEntry.done(owner, actor, "model.create", id.text(), detail));
                feed.append(ModelTable.KIND, id);
            });
        } catch (DuplicateKeyException _) {
            var message = "This organization has a model '%s' already. Publish a version of it, or choose another name."
                    .formatted(slug);
            throw new ProblemException(new Problem(CONFLICT, "model_exists", message, "name"));
        }
        return id;
    }

    @Override
    public Optional<RepositoryId> findModel(TenantId owner, Slug slug) {
        return db.sql("SELECT id FROM repository WHERE tenant_id = :owner AND kind = 'model' AND slug = :slug")
                .param("owner", Columns.id(owner))
                .param("slug", slug.value())
                .query((row, _) -> new RepositoryId(Columns.uuid(row, "id")))
                .optional();
    }

    @Override
    public List<ListedModel> models(TenantId owner) {
        return db.sql("""
                SELECT r.id, r.slug, r.visibility, r.created_at,
                  (SELECT COALESCE(MAX(v.number), 0) FROM version v WHERE v.repository_id = r.id) AS newest
                FROM repository r WHERE r.tenant_id = :owner AND r.kind = 'model' ORDER BY r.slug
                """)
                .param("owner", Columns.id(owner))
                .query((row, _) -> new ListedModel(
                        new RepositoryId(Columns.uuid(row, "id")),
                        new Slug(row.getString("slug")),
                        Visibility.valueOf(row.getString("visibility").toUpperCase(Locale.ROOT)),
                        row.getInt("newest"),
                        Columns.instant(row, "created_at")))
                .list();
    }

    @Override
    public Published publish(
            Actor actor, TenantId owner, RepositoryId repository, Map<String, Digest> files, String message) {
        return publish(actor, owner, repository, files, message, _ -> true);
    }

    @Override
    public Published publishAside(
            Actor actor, TenantId owner, RepositoryId repository, Map<String, Digest> files, String message) {
        return publish(actor, owner, repository, files, message, Optional::isEmpty);
    }

    /** @param moves whether {@code production} moves, given the version that it means now */
    private Published publish(
            Actor actor,
            TenantId owner,
            RepositoryId repository,
            Map<String, Digest> files,
            String message,
            Predicate<Optional<VersionId>> moves) {
        var manifest = publication.check(owner, files, message);
        return java.util.Objects.requireNonNull(transactions.execute(_ -> {
            var published = publication.write(owner, repository, manifest, message);
            if (moves.test(aliases.newest(repository, PRODUCTION))) {
                aliases.insert(repository, PRODUCTION, published.version(), clock.instant());
            }
            var detail = Map.of("number", Integer.toString(published.number()), "commit", published.commit());
            audit.record(AuditEntry.done(
                    owner, actor, "version.publish", published.version().text(), detail));
            feed.append(ModelTable.KIND, repository);
            return published;
        }));
    }

    @Override
    public void moveAlias(Actor actor, TenantId owner, RepositoryId repository, Slug alias, VersionId version) {
        transactions.executeWithoutResult(_ -> {
            publication.lock(owner, repository);
            if (manifest(version)
                    .filter(found -> found.repository().equals(repository))
                    .isEmpty()) {
                throw new ProblemException(Problem.of(
                        NOT_FOUND,
                        "no_such_version",
                        "This model has no version %s. Publish one first.".formatted(version)));
            }
            if (aliases.newest(repository, alias).equals(Optional.of(version))) {
                return;
            }
            aliases.insert(repository, alias, version, clock.instant());
            var detail = Map.of("alias", alias.value(), "version", version.text());
            audit.record(AuditEntry.done(owner, actor, "alias.move", repository.text(), detail));
            feed.append(ModelTable.KIND, repository);
        });
    }

    @Override
    public Optional<Manifest> manifest(VersionId version) {
        return db.sql("""
                SELECT r.id, r.tenant_id, t.slug AS organization, r.slug, v.number
                FROM version v JOIN repository r ON r.id = v.repository_id JOIN tenant t ON t.id = r.tenant_id
                WHERE v.id = :version
                """)
                .param("version", Columns.id(version))
                .query((row, _) -> new Manifest(
                        new RepositoryId(Columns.uuid(row, "id")),
                        new TenantId(Columns.uuid(row, "tenant_id")),
                        row.getString("organization") + "/" + row.getString("slug"),
                        row.getInt("number"),
                        files(version)))
                .optional();
    }

    @Override
    public Optional<VersionId> versionOn(TenantId owner, RepositoryId repository, Slug alias, Instant at) {
        return aliases.on(owner, repository, alias, at);
    }

    private List<ManifestFile> files(VersionId version) {
        return db.sql("""
                SELECT f.path, f.digest, f.size_bytes
                FROM version v JOIN commit_file f ON f.repository_id = v.repository_id AND f.commit_id = v.commit_id
                WHERE v.id = :version ORDER BY f.path
                """)
                .param("version", Columns.id(version))
                .query((row, _) -> new ManifestFile(
                        row.getString("path"), Digest.ofBytes(row.getBytes("digest")), row.getLong("size_bytes")))
                .list();
    }

    private void insert(RepositoryId id, TenantId owner, Slug slug, Visibility visibility) {
        db.sql("""
                INSERT INTO repository (id, tenant_id, kind, slug, visibility, created_at)
                VALUES (:id, :owner, 'model', :slug, :visibility, :now)
                """)
                .param("id", Columns.id(id))
                .param("owner", Columns.id(owner))
                .param("slug", slug.value())
                .param("visibility", word(visibility))
                .param("now", Columns.time(clock.instant()))
                .update();
    }

    private static String word(Visibility visibility) {
        return visibility.name().toLowerCase(Locale.ROOT);
    }
}
