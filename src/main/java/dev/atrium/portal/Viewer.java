package dev.atrium.portal;

import dev.atrium.tenancy.Tenant;
import java.util.List;
import java.util.Optional;

/** The person who looks at a page. */
public interface Viewer {

    /** What this person is called, or empty while nobody is signed in. */
    Optional<String> name();

    /** The organizations that this person belongs to, in the order of their slugs. */
    List<Tenant> organizations();

    /** The one with this slug, if this person belongs to it. "Not yours" and "unknown" are the same. */
    default Optional<Tenant> organization(String slug) {
        return organizations().stream()
                .filter(tenant -> tenant.slug().value().equals(slug))
                .findFirst();
    }

    /** Ends the session, here and at the sign-in server. */
    void signOut();
}
