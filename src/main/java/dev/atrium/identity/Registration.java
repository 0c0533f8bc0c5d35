package dev.atrium.identity;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in for the first time.
 *
 * @param isOpen   everybody whom Keycloak lets sign in
 * @param expected asked where it is not open
 */
record Registration(boolean isOpen, Supplier<Stream<Newcomers>> expected) {

    /** @param email verified, or null for none */
    boolean admits(@Nullable String email) {
        return isOpen || (email != null && expected.get().anyMatch(newcomers -> newcomers.areExpected(email)));
    }
}
