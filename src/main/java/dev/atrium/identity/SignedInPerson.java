package dev.atrium.identity;

import dev.atrium.shared.PersonId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

/** The principal of a page session: who it is. What they may do is asked for each time, and never stands in here. */
public final class SignedInPerson extends DefaultOidcUser {

    /** The one authority that everybody has who is signed in. */
    public static final String AUTHORITY = "ROLE_PERSON";

    private static final long serialVersionUID = 1L;

    private final UUID id;
    private final String displayName;

    SignedInPerson(Person person, OidcIdToken token) {
        super(List.of(new SimpleGrantedAuthority(AUTHORITY)), token);
        this.id = person.id().value();
        this.displayName = person.name();
    }

    public PersonId id() {
        return new PersonId(id);
    }

    /** How they were called when they signed in. */
    public String displayName() {
        return displayName;
    }

    /** Two sessions of one person are the same principal. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedInPerson person && person.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** The id alone: the token's claims are nobody's business in a log. */
    @Override
    public String toString() {
        return id().text();
    }
}
