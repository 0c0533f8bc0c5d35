package dev.atrium.portal;

import dev.atrium.identity.SignedInPerson;
import dev.atrium.shared.PersonId;
import dev.atrium.tenancy.Members;
import dev.atrium.tenancy.Membership;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.Authentication;

/** What {@code identity} and {@code tenancy} know of a session. */
record TenancyMemberships(Members members) implements Memberships {

    @Override
    public Optional<PersonId> person(Authentication session) {
        return session.getPrincipal() instanceof SignedInPerson person ? Optional.of(person.id()) : Optional.empty();
    }

    @Override
    public List<Membership> of(Authentication session) {
        return person(session).map(members::of).orElse(List.of());
    }
}
