package dev.atrium.identity;

import dev.atrium.shared.PersonId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;

/** Everybody who ever signed in. The door to this module. */
public interface People {

    /**
     * Notes that somebody signed in, and tells it ({@link PersonSignedIn}) within the same transaction. Whoever is new
     * becomes known, unless registration is closed and nobody expects them.
     *
     * @throws dev.atrium.shared.ProblemException {@code registration_closed}
     */
    @Transactional // said here: what an interface does itself is in no transaction of its class
    default Person signedIn(SignInClaims claims) {
        return signedIn(claims, null);
    }

    /**
     * The same for somebody who came by an operator link, which admits them and makes them an operator.
     *
     * @param operatorLink its token, or null for none
     * @throws dev.atrium.shared.ProblemException {@code registration_closed} or {@code operator_link_gone}
     */
    Person signedIn(SignInClaims claims, @Nullable String operatorLink);

    Optional<Person> find(PersonId id);
}
