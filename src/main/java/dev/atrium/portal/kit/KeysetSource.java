package dev.atrium.portal.kit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list that is read by "what comes after this row", which costs the same at its end as at its begin. */
@FunctionalInterface
public interface KeysetSource<T> {

    /**
     * Reads on.
     *
     * @param last  the row after which to begin, or null for the begin
     * @param limit most rows to return; fewer mean that the list ends with them
     */
    List<T> after(@Nullable T last, int limit);
}
