package dev.atrium.identity;

/**
 * Somebody signed in. Told within the transaction that notes it: a listener that fails undoes the sign-in.
 *
 * @param isFirst whether it was their first time
 */
public record PersonSignedIn(Person person, boolean isFirst) {}
