package dev.atrium.registry;

import dev.atrium.cluster.Columns;
import dev.atrium.registry.Repositories.ManifestFile;
import dev.atrium.shared.Digest;
import dev.atrium.shared.ModelName;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.Slug;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import dev.atrium.storage.Objects;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The catalog in MySQL. What files tell of a version is kept: a version never changes. */
final class JdbcCatalog implements Catalog {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcCatalog.class);
    private static final String CARD = "README.md";
    private static final int MOST_KEPT = 10_000;

    private static final String COLUMNS = """
            SELECT r.id, r.tenant_id, t.slug AS organization, r.slug, r.visibility, v.id AS version_id, v.number,
              v.published_at
            FROM repository r JOIN tenant t ON t.id = r.tenant_id JOIN version v ON v.repository_id = r.id
            WHERE r.kind = 'model' AND (r.tenant_id = :asker OR r.visibility = 'public')
            """;

    private static final String NUMBERED = " AND v.number = :number";

    private static final String ALIAS = """
             AND v.id = (SELECT m.version_id FROM alias_move m WHERE m.repository_id = r.id AND m.alias = :alias
              ORDER BY m.id DESC LIMIT 1)
            """;

    private static final String DEFAULT = """
             AND v.id = COALESCE(
              (SELECT m.version_id FROM alias_move m WHERE m.repository_id = r.id AND m.alias = 'production'
               ORDER BY m.id DESC LIMIT 1),
              (SELECT n.id FROM version n WHERE n.repository_id = r.id ORDER BY n.number DESC LIMIT 1))
            """;

    private static final String NAMED = " AND t.slug = :organization AND r.slug = :model";

    private static final String LISTED = """
             AND (:organization IS NULL OR (t.slug, r.slug) > (:organization, :model))
             AND LOCATE(:typed, CONCAT(t.slug, '/', r.slug)) > 0
            ORDER BY t.slug, r.slug LIMIT :limit
            """;

    private final JdbcClient db;
    private final Objects objects;
    private final CatalogNews news;
    private final Map<VersionId, ModelFacts> kept = Collections.synchronizedMap(new Kept());

    JdbcCatalog(JdbcClient db, Objects objects) {
        this.db = db;
        this.objects = objects;
        this.news = new CatalogNews(db);
    }

    /** A model without what its files tell. */
    private record Found(
            RepositoryId id,
            TenantId owner,
            Slug organization,
            Slug slug,
            Visibility visibility,
            VersionId version,
            int number,
            Instant publishedAt) {}

    @Override
    public List<CallableModel> callableBy(TenantId asker, String typed, @Nullable ModelName after, int limit) {
        return db
                .sql(COLUMNS + DEFAULT + LISTED)
                .param("asker", Columns.id(asker))
                .param(
                        "organization",
                        after == null ? null : after.organization().value())
                .param("model", after == null ? null : after.model().value())
                .param("typed", typed.strip().toLowerCase(Locale.ROOT))
                .param("limit", limit)
                .query((row, _) -> toFound(row))
                .list()
                .stream()
                .map(found -> describe(found, new ModelName.Selector.Default()))
                .toList();
    }

    @Override
    public List<NewVersion> publishedSince(TenantId asker, Instant since, int limit) {
        return news.publishedSince(asker, since, limit);
    }

    @Override
    public Map<RepositoryId, ModelName> names(TenantId asker, Collection<RepositoryId> models) {
        return news.names(asker, models);
    }

    @Override
    public Optional<CallableModel> find(TenantId asker, ModelName name) {
        return found(asker, name).map(found -> describe(found, name.selector()));
    }

    @Override
    public Optional<String> card(TenantId asker, ModelName name) {
        return found(asker, name)
                .flatMap(this::card)
                .map(CardText::withoutProperties)
                .filter(card -> !card.isEmpty());
    }

    private Optional<Found> found(TenantId asker, ModelName name) {
        var query = switch (name.selector()) {
            case ModelName.Selector.Default() -> db.sql(COLUMNS + DEFAULT + NAMED);
            case ModelName.Selector.Numbered(int number) ->
                db.sql(COLUMNS + NUMBERED + NAMED).param("number", number);
            case ModelName.Selector.Alias(Slug alias) ->
                db.sql(COLUMNS + ALIAS + NAMED).param("alias", alias.value());
        };
        return query.param("asker", Columns.id(asker))
                .param("organization", name.organization().value())
                .param("model", name.model().value())
                .query((row, _) -> toFound(row))
                .optional();
    }

    private CallableModel describe(Found found, ModelName.Selector selector) {
        return new CallableModel(
                found.id(),
                found.owner(),
                new ModelName(found.organization(), found.slug(), selector),
                found.visibility(),
                found.version(),
                found.number(),
                found.publishedAt(),
                facts(found));
    }

    private ModelFacts facts(Found found) {
        var known = kept.get(found.version());
        if (known != null) {
            return known;
        }
        var files = files(found);
        try {
            var read = FactReader.read(files);
            kept.put(found.version(), read);
            return read;
        } catch (UncheckedIOException e) {
            LOG.warn("the files of {} cannot be read: {}", found.version(), e.getMessage());
            return new ModelFacts(ModelTask.OTHER, null, files.sizeBytes());
        }
    }

    /** One model whose files are lost is no reason to show none. */
    private Optional<String> card(Found found) {
        try {
            return files(found).text(CARD);
        } catch (UncheckedIOException e) {
            LOG.warn("the card of {} cannot be read: {}", found.version(), e.getMessage());
            return Optional.empty();
        }
    }

    private VersionFiles files(Found found) {
        var files = db.sql("""
                SELECT f.path, f.digest, f.size_bytes
                FROM version v JOIN repository r ON r.id = v.repository_id
                JOIN commit_file f ON f.repository_id = v.repository_id AND f.commit_id = v.commit_id
                WHERE v.id = :version AND r.tenant_id = :owner ORDER BY f.path
                """)
                .param("version", Columns.id(found.version()))
                .param("owner", Columns.id(found.owner()))
                .query((row, _) -> new ManifestFile(
                        row.getString("path"), Digest.ofBytes(row.getBytes("digest")), row.getLong("size_bytes")))
                .list();
        return new VersionFiles(objects, found.owner(), files);
    }

    private static Found toFound(ResultSet row) throws SQLException {
        return new Found(
                new RepositoryId(Columns.uuid(row, "id")),
                new TenantId(Columns.uuid(row, "tenant_id")),
                new Slug(row.getString("organization")),
                new Slug(row.getString("slug")),
                Visibility.valueOf(row.getString("visibility").toUpperCase(Locale.ROOT)),
                new VersionId(Columns.uuid(row, "version_id")),
                row.getInt("number"),
                Columns.instant(row, "published_at"));
    }

    /** Forgets what was not asked for longest. */
    private static final class Kept extends LinkedHashMap<VersionId, ModelFacts> {

        private static final long serialVersionUID = 1;
        private static final float LOAD = 0.75f;

        private Kept() {
            super(16, LOAD, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<VersionId, ModelFacts> eldest) {
            return size() > MOST_KEPT;
        }
    }
}
