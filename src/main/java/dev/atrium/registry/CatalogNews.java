package dev.atrium.registry;

import dev.atrium.cluster.Columns;
import dev.atrium.shared.ModelName;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.Slug;
import dev.atrium.shared.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is new in the catalog. An index finds the newest versions; models are not listed for it, nor files read. */
final class CatalogNews {

    /** Others may publish much that the asker may not call. */
    private static final int LOOKED_AT = 1_000;

    private static final String PUBLISHED = """
            SELECT t.slug AS organization, r.slug, v.number, v.published_at
            FROM (
              (SELECT n.id FROM repository o JOIN version n ON n.repository_id = o.id
               WHERE o.tenant_id = :asker AND o.kind = 'model' AND n.published_at >= :since
               ORDER BY n.published_at DESC LIMIT :limit)
              UNION
              (SELECT p.id
               FROM (SELECT id, repository_id, published_at FROM version WHERE published_at >= :since
                     ORDER BY published_at DESC LIMIT :looked) AS p
               JOIN repository o ON o.id = p.repository_id
               WHERE o.kind = 'model' AND o.visibility = 'public'
               ORDER BY p.published_at DESC LIMIT :limit)) AS newest
            JOIN version v ON v.id = newest.id
            JOIN repository r ON r.id = v.repository_id
            JOIN tenant t ON t.id = r.tenant_id
            ORDER BY v.published_at DESC, v.number DESC LIMIT :limit
            """;

    private static final String NAMES = """
            SELECT r.id, t.slug AS organization, r.slug
            FROM repository r JOIN tenant t ON t.id = r.tenant_id
            WHERE r.id IN (:models) AND r.kind = 'model' AND (r.tenant_id = :asker OR r.visibility = 'public')
              AND EXISTS (SELECT 1 FROM version v WHERE v.repository_id = r.id)
            """;

    private final JdbcClient db;

    CatalogNews(JdbcClient db) {
        this.db = db;
    }

    List<NewVersion> publishedSince(TenantId asker, Instant since, int limit) {
        return db.sql(PUBLISHED)
                .param("asker", Columns.id(asker))
                .param("since", Columns.time(since))
                .param("looked", LOOKED_AT)
                .param("limit", limit)
                .query((row, _) ->
                        new NewVersion(name(row), row.getInt("number"), Columns.instant(row, "published_at")))
                .list();
    }

    Map<RepositoryId, ModelName> names(TenantId asker, Collection<RepositoryId> models) {
        if (models.isEmpty()) {
            return Map.of();
        }
        return db
                .sql(NAMES)
                .param("asker", Columns.id(asker))
                .param("models", models.stream().map(Columns::id).toList())
                .query((row, _) -> Map.entry(new RepositoryId(Columns.uuid(row, "id")), name(row)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static ModelName name(ResultSet row) throws SQLException {
        return new ModelName(
                new Slug(row.getString("organization")),
                new Slug(row.getString("slug")),
                new ModelName.Selector.Default());
    }
}
