package dev.atrium.cluster;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The mirrored tables and the statements that keep them equal to MySQL. */
final class FeedTables {

    /** Answer of {@link #follow} when an entry is missing: only {@link #loadAll} helps. */
    static final long GAP = -1;

    private static final int BATCH = 1_000;

    private final JdbcClient db;
    private final List<? extends MirroredTable<?>> tables;

    FeedTables(JdbcClient db, List<? extends MirroredTable<?>> tables) {
        this.db = db;
        this.tables = List.copyOf(tables);
    }

    private record Entry(
            long clock,
            @Nullable Long number,
            String kind,
            @Nullable UUID id) {}

    /**
     * Reads everything. The number is read first: what is committed between it and a table's rows is applied
     * again by the next poll, which does no harm.
     *
     * @return the feed's number that the tables are at least at
     */
    long loadAll() {
        var number = db.sql("SELECT number FROM feed_clock WHERE id = 1")
                .query(Long.class)
                .single();
        tables.forEach(this::load);
        return number;
    }

    /**
     * Applies the entries after {@code seen}.
     *
     * @return the number of the last entry applied ({@code seen} if there was none), or {@link #GAP}
     */
    long follow(long seen) {
        var entries = entriesAfter(seen);
        var clock = entries.getFirst().clock();
        var news = entries.stream().filter(entry -> entry.number() != null).toList();
        if (clock < seen || (news.isEmpty() && clock > seen) || !isGapless(news, seen)) {
            return GAP;
        }
        apply(news);
        return seen + news.size();
    }

    Map<String, Collection<? extends Record>> rows() {
        var rows = new LinkedHashMap<String, Collection<? extends Record>>();
        tables.forEach(table -> rows.put(table.kind(), table.rows()));
        return rows;
    }

    void restore(Snapshot.Stored stored) {
        tables.forEach(table -> restore(table, stored));
    }

    /** One statement sees one state: the clock and the entries belong together. It always has a row. */
    private List<Entry> entriesAfter(long seen) {
        return db.sql("""
                SELECT c.number AS clock, e.number, e.kind, e.entity_id
                FROM feed_clock c LEFT JOIN feed_entry e ON e.number > :seen
                WHERE c.id = 1 ORDER BY e.number LIMIT :batch
                """)
                .param("seen", seen)
                .param("batch", BATCH)
                .query((row, _) -> new Entry(
                        row.getLong("clock"),
                        row.getObject("number", Long.class),
                        Objects.requireNonNullElse(row.getString("kind"), ""),
                        Columns.uuidOrNull(row, "entity_id")))
                .list();
    }

    private static boolean isGapless(List<Entry> news, long seen) {
        var expected = seen;
        for (var entry : news) {
            expected++;
            if (!Objects.equals(entry.number(), expected)) {
                return false;
            }
        }
        return true;
    }

    private void apply(List<Entry> news) {
        var idsByKind = new HashMap<String, Set<UUID>>();
        for (var entry : news) {
            if (entry.id() != null) {
                idsByKind
                        .computeIfAbsent(entry.kind(), _ -> new LinkedHashSet<>())
                        .add(entry.id());
            }
        }
        for (var table : tables) {
            var ids = idsByKind.get(table.kind());
            if (ids != null) {
                refresh(table, ids);
            }
        }
    }

    private <R extends Record> void load(MirroredTable<R> table) {
        table.replaceAll(table.select(db, null));
    }

    private <R extends Record> void refresh(MirroredTable<R> table, Set<UUID> ids) {
        table.replace(ids, table.select(db, ids));
    }

    private static <R extends Record> void restore(MirroredTable<R> table, Snapshot.Stored stored) {
        table.replaceAll(stored.rowsOf(table));
    }
}
