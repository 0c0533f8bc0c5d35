package dev.atrium.tenancy;

import dev.atrium.shared.Actor;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.TenantId;
import java.util.List;
import java.util.Optional;

/** Who belongs to which organization. A door to this module. */
public interface Members {

    /** The organizations of a person, oldest membership first. Whoever has signed in has at least one. */
    List<Membership> of(PersonId person);

    /** What a person is in an organization; empty when they do not belong to it, or there is none. */
    Optional<MemberRole> roleOf(TenantId tenant, PersonId person);

    /**
     * Makes a person a member, or changes what they are. Making it again changes nothing.
     *
     * @throws dev.atrium.shared.ProblemException {@code tenant_not_found} if there is no such organization
     */
    void add(Actor actor, TenantId tenant, PersonId person, MemberRole role);

    /**
     * Makes whoever next signs in with this verified address a member. An address that is or was expected there
     * changes nothing.
     *
     * @return whether it was not expected before
     */
    boolean expect(Actor actor, TenantId tenant, String email, MemberRole role);
}
