package dev.atrium.api.management;

import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next the cursor of the next part, or null at the end
 */
record Page<T>(List<T> items, @Nullable String next) {

    static final String DEFAULT_LIMIT = "100";

    private static final int MAX_LIMIT = 1_000;

    /** @throws ProblemException if {@code limit} is not 1 to 1000 */
    static int limit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new ProblemException(Problem.ofField(
                    "limit", "invalid_value", "limit: %d (expected: 1 to %d)".formatted(limit, MAX_LIMIT)));
        }
        return limit;
    }

    /**
     * Makes a page of what was read with one item more than {@code limit}: if that one came, there is a next page.
     *
     * @param cursor of the item after which the next page begins
     */
    static <T> Page<T> of(List<T> read, int limit, Function<T, String> cursor) {
        if (read.size() <= limit) {
            return new Page<>(read, null);
        }
        var items = List.copyOf(read.subList(0, limit));
        return new Page<>(items, cursor.apply(items.getLast()));
    }

    /** Cuts a page out of a whole list that is short by nature, such as the workers of a pool. */
    static <T> Page<T> cut(List<T> all, @Nullable String after, int limit, Function<T, String> cursor) {
        var rest = all;
        if (after != null) {
            for (int i = 0; i < all.size(); i++) {
                if (cursor.apply(all.get(i)).equals(after)) {
                    rest = all.subList(i + 1, all.size());
                }
            }
        }
        return of(rest, limit, cursor);
    }

    <R> Page<R> map(Function<T, R> view) {
        return new Page<>(items.stream().map(view).toList(), next);
    }
}
