package dev.atrium.identity;

import dev.atrium.shared.PersonId;
import java.util.Optional;

/** Everybody who ever signed in. The door to this module. */
public interface People {

    /**
     * Notes that somebody signed in, and tells it ({@link PersonSignedIn}) within the same transaction. Whoever is new
     * becomes known, unless registration is closed and nobody expects them.
     *
     * @throws dev.atrium.shared.ProblemException {@code registration_closed}
     */
    Person signedIn(SignInClaims claims);

    Optional<Person> find(PersonId id);
}
