package dev.atrium.portal;

import dev.atrium.shared.PersonId;
import dev.atrium.tenancy.MemberRole;
import dev.atrium.tenancy.Membership;
import dev.atrium.tenancy.Tenant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The person who looks at a page. */
public interface Viewer {

    /** What this person is called, or empty while nobody is signed in. */
    Optional<String> name();

    /** Who this person is to the modules, or empty while nobody is signed in. */
    Optional<PersonId> id();

    /** Where this person belongs, and what they are there; oldest membership first. */
    List<Membership> memberships();

    /** The organizations that this person belongs to, oldest membership first. */
    default List<Tenant> organizations() {
        return memberships().stream().map(Membership::tenant).toList();
    }

    /** The membership in the organization with this slug. "Not yours" and "unknown" are the same. */
    default Optional<Membership> membership(String slug) {
        return memberships().stream()
                .filter(place -> place.tenant().slug().value().equals(slug))
                .findFirst();
    }

    /** The organization with this slug, if this person belongs to it. */
    default Optional<Tenant> organization(String slug) {
        return membership(slug).map(Membership::tenant);
    }

    /** What this person is in the organization at the time of asking, empty for nothing; asked on any thread. */
    Supplier<Optional<MemberRole>> roleIn(Tenant tenant);

    /** Whether this person belongs to the organization at the time of asking; asked on any thread, see {@code Live}. */
    default BooleanSupplier belongsTo(Tenant tenant) {
        var role = roleIn(tenant);
        return () -> role.get().isPresent();
    }

    /** Ends the session, here and at the sign-in server. */
    void signOut();
}
