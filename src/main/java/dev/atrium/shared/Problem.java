package dev.atrium.shared;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Something a caller did that cannot be served, in a form that each protocol can put into its own words.
 *
 * @param status  HTTP status, 400 to 599
 * @param code    stable, in snake case, for programs
 * @param message what happened, why, and what to do, for people
 * @param field   the field of the request that is wrong, or null when no single one is
 */
public record Problem(
        int status, String code, String message, @Nullable String field) {

    private static final int LOWEST_STATUS = 400;
    private static final int HIGHEST_STATUS = 599;

    public Problem {
        requireNonNull(code, "code");
        requireNonNull(message, "message");
        if (status < LOWEST_STATUS || status > HIGHEST_STATUS) {
            throw new IllegalArgumentException("status: %d (expected: 400 to 599)".formatted(status));
        }
    }

    public static Problem of(int status, String code, String message) {
        return new Problem(status, code, message, null);
    }

    public static Problem ofField(String field, String code, String message) {
        return new Problem(LOWEST_STATUS, code, message, field);
    }
}
