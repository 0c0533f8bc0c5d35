package dev.atrium.portal;

import dev.atrium.shared.PersonId;
import dev.atrium.tenancy.Membership;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.Authentication;

/** Who somebody is that signed in, and where they belong. Asked anew each time: a membership may end at any moment. */
interface Memberships {

    /** Empty for whoever is nobody here. */
    Optional<PersonId> person(Authentication session);

    /** Oldest membership first. */
    List<Membership> of(Authentication session);
}
