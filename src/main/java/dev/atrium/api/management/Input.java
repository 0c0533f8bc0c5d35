package dev.atrium.api.management;

import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.Slug;
import dev.atrium.tenancy.Tenant;
import dev.atrium.tenancy.Tenants;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Reads what an operator sent, and names the field that is missing or wrong. */
final class Input {

    /** In the log context of a request. */
    private static final String TENANT = "tenant";

    private static final int NOT_FOUND = 404;

    private Input() {}

    /** @throws ProblemException if there is none */
    static String required(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new ProblemException(
                    Problem.ofField(field, "missing_value", "The field '%s' is missing.".formatted(field)));
        }
        return value;
    }

    /** @throws ProblemException naming {@code field}, if {@code read} does not accept the value */
    static <T> T read(String field, String value, Function<String, T> read) {
        try {
            return read.apply(value);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.ofField(field, "invalid_value", String.valueOf(e.getMessage())));
        }
    }

    /** Reads what may be absent. */
    static <T> @Nullable T readOrNull(String field, @Nullable String value, Function<String, T> read) {
        return value == null ? null : read(field, value, read);
    }

    /** The organization of that name; from here on log lines of this request carry it. */
    static Tenant organization(Tenants tenants, @Nullable String name) {
        var slug = read("organization", required("organization", name), Slug::folded);
        var tenant = tenants.bySlug(slug)
                .orElseThrow(() -> new ProblemException(new Problem(
                        NOT_FOUND,
                        "no_such_organization",
                        "There is no organization '%s'.".formatted(slug),
                        "organization")));
        MDC.put(TENANT, tenant.id().text());
        return tenant;
    }
}
