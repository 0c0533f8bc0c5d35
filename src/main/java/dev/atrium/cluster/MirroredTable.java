package dev.atrium.cluster;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows of MySQL that a process holds in memory, kept fresh by the change feed. Readers never wait and never
 * ask MySQL: a miss is an answer.
 *
 * <p>One thread writes (the feed reader), any thread reads.
 *
 * @param <R> a record that Jackson can write and read again, for the snapshot on disk
 */
public abstract class MirroredTable<R extends Record> {

    private final String kind;
    private final Class<R> rowType;
    private final Map<UUID, R> rows = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** @param kind the kind of feed entries that announce a change of these rows */
    protected MirroredTable(String kind, Class<R> rowType) {
        this.kind = kind;
        this.rowType = rowType;
    }

    public final String kind() {
        return kind;
    }

    public final Class<R> rowType() {
        return rowType;
    }

    /**
     * Reads rows from MySQL.
     *
     * @param ids the rows to read, or null for all. An id without a row is simply absent from the result.
     */
    protected abstract List<R> select(JdbcClient db, @Nullable Set<UUID> ids);

    protected abstract UUID idOf(R row);

    /** A row came or changed. Secondary indexes follow here. */
    protected void put(R row, @Nullable R previous) {}

    /** A row is gone. */
    protected void removed(R previous) {}

    /** Calls {@code listener} on the writing thread after rows came, changed or went. It must be quick. */
    public final void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** The row of {@code id}, or null if there is none. */
    protected final @Nullable R row(UUID id) {
        return rows.get(id);
    }

    /** All rows, for the snapshot and for lists. */
    public final Collection<R> rows() {
        return List.copyOf(rows.values());
    }

    /** Makes the memory equal to {@code all}. */
    final void replaceAll(Collection<R> all) {
        var gone = new HashSet<>(rows.keySet());
        for (var row : all) {
            gone.remove(idOf(row));
            store(row);
        }
        gone.forEach(this::drop);
        listeners.forEach(Runnable::run);
    }

    /** Makes the memory of {@code ids} equal to what {@link #select} read for them. */
    final void replace(Set<UUID> ids, Collection<R> read) {
        var gone = new HashSet<>(ids);
        for (var row : read) {
            gone.remove(idOf(row));
            store(row);
        }
        gone.forEach(this::drop);
        listeners.forEach(Runnable::run);
    }

    private void store(R row) {
        var previous = rows.put(idOf(row), row);
        put(row, previous);
    }

    private void drop(UUID id) {
        var previous = rows.remove(id);
        if (previous != null) {
            removed(previous);
        }
    }
}
