package dev.atrium.tenancy;

import static java.util.Objects.requireNonNull;

import dev.atrium.shared.ProjectId;
import dev.atrium.shared.Slug;
import dev.atrium.shared.TenantId;
import java.util.Currency;

/**
 * A tenant (in the UI: organization).
 *
 * @param currency       in which it pays and is paid; fixed with its first usage event
 * @param defaultProject the project that always exists
 */
public record Tenant(TenantId id, Slug slug, String name, Currency currency, ProjectId defaultProject) {

    public static final int NAME_MAX_LENGTH = 80;

    public Tenant {
        requireNonNull(id, "id");
        requireNonNull(slug, "slug");
        requireNonNull(currency, "currency");
        requireNonNull(defaultProject, "defaultProject");
        if (name.isBlank() || name.length() > NAME_MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "name: '%s' (expected: 1 to %d characters)".formatted(name, NAME_MAX_LENGTH));
        }
    }
}
