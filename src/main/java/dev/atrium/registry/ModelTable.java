package dev.atrium.registry;

import dev.atrium.cluster.Columns;
import dev.atrium.cluster.MirroredTable;
import dev.atrium.shared.ModelName;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All models with their published versions and aliases, in a gateway's memory. */
public final class ModelTable extends MirroredTable<ModelEntry> {

    /** The kind of feed entries that announce a change of a repository, its versions or its aliases. */
    public static final String KIND = "repository";

    private final Map<String, ModelEntry> byPath = new ConcurrentHashMap<>();

    public ModelTable() {
        super(KIND, ModelEntry.class);
    }

    /** The model of that name, or empty when there is none <em>or {@code asker} may not see it</em>. */
    public Optional<ModelEntry> find(TenantId asker, ModelName name) {
        return Optional.ofNullable(byPath.get(name.path())).filter(entry -> entry.isVisibleTo(asker));
    }

    /** Whether {@code entry} is still what this table holds and still visible to {@code asker}. */
    public boolean isStillVisible(TenantId asker, RepositoryId id) {
        var entry = row(id.value());
        return entry != null && entry.isVisibleTo(asker);
    }

    /** All models that {@code asker} may see and that have a published version, in the order of their names. */
    public List<ModelEntry> visibleTo(TenantId asker) {
        return rows().stream()
                .filter(entry -> entry.isVisibleTo(asker) && !entry.versions().isEmpty())
                .sorted(Comparator.comparing(ModelEntry::path))
                .toList();
    }

    @Override
    protected List<ModelEntry> select(JdbcClient db, @Nullable Set<UUID> ids) {
        var versions = versions(db, ids);
        var aliases = aliases(db, ids);
        return selection(db, """
                        SELECT r.id, r.tenant_id, t.slug AS organization, r.slug, r.visibility, r.created_at
                        FROM repository r JOIN tenant t ON t.id = r.tenant_id WHERE r.kind = 'model'
                        """, "AND r.id IN (:ids)", ids)
                .query((row, _) -> {
                    var id = Columns.uuid(row, "id");
                    return new ModelEntry(
                            new RepositoryId(id),
                            new TenantId(Columns.uuid(row, "tenant_id")),
                            row.getString("organization") + "/" + row.getString("slug"),
                            Visibility.valueOf(row.getString("visibility").toUpperCase(Locale.ROOT)),
                            versions.getOrDefault(id, Map.of()),
                            aliases.getOrDefault(id, Map.of()),
                            Columns.instant(row, "created_at"));
                })
                .list();
    }

    @Override
    protected UUID idOf(ModelEntry row) {
        return row.id().value();
    }

    @Override
    protected void put(ModelEntry row, @Nullable ModelEntry previous) {
        byPath.put(row.path(), row);
        if (previous != null && !previous.path().equals(row.path())) {
            byPath.remove(previous.path(), previous);
        }
    }

    @Override
    protected void removed(ModelEntry previous) {
        byPath.remove(previous.path(), previous);
    }

    private static Map<UUID, Map<Integer, VersionId>> versions(JdbcClient db, @Nullable Set<UUID> ids) {
        var found = new HashMap<UUID, Map<Integer, VersionId>>();
        selection(db, "SELECT id, repository_id, number FROM version WHERE TRUE", "AND repository_id IN (:ids)", ids)
                .query(row -> {
                    found.computeIfAbsent(Columns.uuid(row, "repository_id"), _ -> new HashMap<>())
                            .put(row.getInt("number"), new VersionId(Columns.uuid(row, "id")));
                });
        return found;
    }

    /** The newest move of each alias decides; rows come in the order of the moves. */
    private static Map<UUID, Map<String, VersionId>> aliases(JdbcClient db, @Nullable Set<UUID> ids) {
        var found = new HashMap<UUID, Map<String, VersionId>>();
        selection(
                        db,
                        "SELECT repository_id, alias, version_id FROM alias_move WHERE TRUE",
                        "AND repository_id IN (:ids) ORDER BY id",
                        ids)
                .query(row -> {
                    var aliases = found.computeIfAbsent(Columns.uuid(row, "repository_id"), _ -> new HashMap<>());
                    var version = Columns.uuidOrNull(row, "version_id");
                    if (version == null) {
                        aliases.remove(row.getString("alias"));
                    } else {
                        aliases.put(row.getString("alias"), new VersionId(version));
                    }
                });
        return found;
    }

    private static JdbcClient.StatementSpec selection(JdbcClient db, String all, String some, @Nullable Set<UUID> ids) {
        return ids == null
                ? db.sql(all + orderOf(some))
                : db.sql(all + " " + some).param("ids", Columns.ids(ids));
    }

    private static String orderOf(String some) {
        var order = some.indexOf("ORDER BY");
        return order < 0 ? "" : " " + some.substring(order);
    }
}
