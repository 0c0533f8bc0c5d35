package dev.atrium.tenancy;

import dev.atrium.shared.Actor;
import dev.atrium.shared.ProjectId;
import dev.atrium.shared.Slug;
import dev.atrium.shared.TenantId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** All organizations. The door to this module in the portal. */
public interface Tenants {

    /**
     * Creates an organization with its default project.
     *
     * @throws dev.atrium.shared.ProblemException {@code slug_taken} if any organization has or ever had the slug,
     *     {@code slug_reserved} if it is one of {@link Slug#RESERVED}
     */
    Tenant create(Actor actor, Slug slug, String name, Currency currency);

    Optional<Tenant> find(TenantId id);

    Optional<Tenant> bySlug(Slug slug);

    /** At most {@code limit} organizations whose slug sorts after {@code after}, in the order of their slugs. */
    List<Tenant> list(String after, int limit);

    /** Whether {@code project} is one of this tenant's. */
    boolean hasProject(TenantId tenant, ProjectId project);
}
