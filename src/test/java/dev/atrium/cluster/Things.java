package dev.atrium.cluster;

import dev.atrium.shared.ApiKeyId;
import dev.atrium.testing.TestMySql;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A mirrored table of these tests alone. Each instance has a kind of its own, and sees only rows of that kind. */
final class Things extends MirroredTable<Things.Thing> {

    private final Map<String, UUID> byName = new ConcurrentHashMap<>();

    record Thing(ApiKeyId id, String name) {}

    Things(String kind) {
        super(kind, Thing.class);
        TestMySql.migrator().sql("""
                CREATE TABLE IF NOT EXISTS test_thing (
                  id BINARY(16) NOT NULL PRIMARY KEY, kind VARCHAR(40) NOT NULL, name VARCHAR(80) NOT NULL)
                """).update();
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    @Override
    protected List<Thing> select(JdbcClient db, @Nullable Set<UUID> ids) {
        var all = "SELECT id, name FROM test_thing WHERE kind = :kind";
        var query =
                ids == null ? db.sql(all) : db.sql(all + " AND id IN (:ids)").param("ids", Columns.ids(ids));
        return query.param("kind", kind())
                .query((row, _) -> new Thing(new ApiKeyId(Columns.uuid(row, "id")), row.getString("name")))
                .list();
    }

    @Override
    protected UUID idOf(Thing row) {
        return row.id().value();
    }

    @Override
    protected void put(Thing row, @Nullable Thing previous) {
        byName.put(row.name(), row.id().value());
    }

    @Override
    protected void removed(Thing previous) {
        byName.remove(previous.name());
    }
}
