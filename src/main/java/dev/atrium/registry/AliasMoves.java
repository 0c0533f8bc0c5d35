package dev.atrium.registry;

import dev.atrium.cluster.Columns;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.Slug;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.Uuids;
import dev.atrium.shared.VersionId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code alias_move}: every move is kept, the newest one is in force. */
final class AliasMoves {

    private final JdbcClient db;

    AliasMoves(JdbcClient db) {
        this.db = db;
    }

    /** The version that {@code alias} means now; empty when it means none. */
    Optional<VersionId> newest(RepositoryId repository, Slug alias) {
        return db.sql("""
                SELECT version_id FROM alias_move WHERE repository_id = :repository AND alias = :alias
                ORDER BY id DESC LIMIT 1
                """)
                .param("repository", Columns.id(repository))
                .param("alias", alias.value())
                .query((row, _) -> Optional.<UUID>ofNullable(Columns.uuidOrNull(row, "version_id")))
                .optional()
                .flatMap(found -> found)
                .map(VersionId::new);
    }

    /** The version that {@code alias} meant at {@code at}; empty when it meant none, or the model is not the owner's. */
    Optional<VersionId> on(TenantId owner, RepositoryId repository, Slug alias, Instant at) {
        return db.sql("""
                SELECT m.version_id FROM alias_move m JOIN repository r ON r.id = m.repository_id
                WHERE r.id = :repository AND r.tenant_id = :owner AND m.alias = :alias AND m.at <= :at
                ORDER BY m.id DESC LIMIT 1
                """)
                .param("repository", Columns.id(repository))
                .param("owner", Columns.id(owner))
                .param("alias", alias.value())
                .param("at", Columns.time(at))
                .query((row, _) -> Optional.<UUID>ofNullable(Columns.uuidOrNull(row, "version_id")))
                .optional()
                .flatMap(found -> found)
                .map(VersionId::new);
    }

    void insert(RepositoryId repository, Slug alias, VersionId version, Instant now) {
        db.sql("""
                INSERT INTO alias_move (id, repository_id, alias, version_id, at)
                VALUES (:id, :repository, :alias, :version, :now)
                """)
                .param("id", Uuids.toBytes(Uuids.next()))
                .param("repository", Columns.id(repository))
                .param("alias", alias.value())
                .param("version", Columns.id(version))
                .param("now", Columns.time(now))
                .update();
    }
}
