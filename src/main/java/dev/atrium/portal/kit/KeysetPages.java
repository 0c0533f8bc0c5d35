package dev.atrium.portal.kit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers what a scrolling grid asks ("rows 100 to 150") from a source that only reads on ("50 rows after this one"),
 * and never counts. It remembers the last row of each page that it has passed, so that going back costs one query.
 */
final class KeysetPages<T> implements Serializable {

    /** Rows of one query. */
    static final int SIZE = 50;

    private final transient KeysetSource<T> source;
    /** The last row of page 0, 1, 2, ..., as far as they are full. */
    private final transient List<T> ends = new ArrayList<>();

    KeysetPages(KeysetSource<T> source) {
        this.source = source;
    }

    /** The rows from {@code offset} on, at most {@code limit}; none beyond the end. */
    List<T> fetch(int offset, int limit) {
        var rows = new ArrayList<T>();
        var first = offset / SIZE;
        var skipped = offset - first * SIZE;
        for (int page = first; rows.size() < skipped + limit; page++) {
            var read = page(page);
            rows.addAll(read);
            if (read.size() < SIZE) {
                break;
            }
        }
        return List.copyOf(rows.subList(Math.min(skipped, rows.size()), Math.min(skipped + limit, rows.size())));
    }

    /** Forgets what was passed: the next query begins at the top. */
    void restart() {
        ends.clear();
    }

    private List<T> page(int page) {
        while (ends.size() < page) {
            if (read(ends.size()).size() < SIZE) {
                return List.of();
            }
        }
        return read(page);
    }

    private List<T> read(int page) {
        @Nullable T before = page == 0 ? null : ends.get(page - 1);
        var rows = source.after(before, SIZE);
        if (page == ends.size() || rows.size() < SIZE || !rows.getLast().equals(ends.get(page))) {
            passed(page, rows);
        }
        return rows;
    }

    /** Rows that came or went since a page was read before move all later pages, whose ends say nothing any more. */
    private void passed(int page, List<T> rows) {
        ends.subList(page, ends.size()).clear();
        if (rows.size() == SIZE) {
            ends.add(rows.getLast());
        }
    }
}
