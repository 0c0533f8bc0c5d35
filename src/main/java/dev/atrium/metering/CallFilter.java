package dev.atrium.metering;

import dev.atrium.shared.Id;
import dev.atrium.shared.RepositoryId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which calls are meant.
 *
 * @param model   null for all
 * @param callers keys and persons, none of them for no call at all; null for all
 * @param status  null for all
 */
public record CallFilter(
        @Nullable RepositoryId model,
        @Nullable Set<? extends Id> callers,
        @Nullable UsageStatus status) {

    /** Every call. */
    public static final CallFilter ALL = new CallFilter(null, null, null);

    public CallFilter {
        callers = callers == null ? null : Set.copyOf(callers);
    }

    boolean isEmpty() {
        return callers != null && callers.isEmpty();
    }
}
