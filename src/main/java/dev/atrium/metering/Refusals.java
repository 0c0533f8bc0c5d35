package dev.atrium.metering;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a row that MySQL will never take from a MySQL that cannot take anything now. */
final class Refusals {

    /** Data does not fit (22), or breaks a rule of the table (23, 45: a trigger). */
    private static final Set<String> CLASSES = Set.of("22", "23", "45");

    /** Value cut off, wrong value, no partition for it, check violated: these come with a general state. */
    private static final Set<Integer> CODES = Set.of(1265, 1366, 1526, 3819);

    private Refusals() {}

    static boolean isOfARow(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                var state = sql.getSQLState();
                return CODES.contains(sql.getErrorCode())
                        || (state != null && state.length() >= 2 && CLASSES.contains(state.substring(0, 2)));
            }
        }
        return false;
    }
}
