package dev.atrium.identity;

import dev.atrium.shared.PersonId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has signed in.
 *
 * @param name          for people, 1 to {@value #NAME_MAX_LENGTH} characters
 * @param email         in lower case, or null when the identity provider tells none
 * @param emailVerified whether the provider says that the address is theirs; never without one
 * @param locale        the language they chose at the provider, or null
 * @param signedInAt    the last time
 */
public record Person(
        PersonId id,
        String name,
        @Nullable String email,
        boolean emailVerified,
        @Nullable Locale locale,
        Instant createdAt,
        Instant signedInAt) {

    public static final int NAME_MAX_LENGTH = 80;

    public Person {
        if (name.isBlank() || name.length() > NAME_MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "name: '%s' (expected: 1 to %d characters)".formatted(name, NAME_MAX_LENGTH));
        }
        if (email == null && emailVerified) {
            throw new IllegalArgumentException("emailVerified: true (expected: false, there is no address)");
        }
    }

    /** The address, if the provider says that it is theirs; null otherwise. */
    public @Nullable String verifiedEmail() {
        return emailVerified ? email : null;
    }
}
