package dev.atrium.launcher;

import java.util.List;

/**
 * Somebody who can sign in from the start.
 *
 * @param email       with which they sign in
 * @param is          what they are, for people
 * @param secret      under which name their password lies among the secrets
 * @param isTemporary whether they choose a password of their own at once, and their address is only a name
 */
public record FirstPerson(
        String email, String firstName, String lastName, String is, String secret, boolean isTemporary) {

    /** People to try Atrium with. The portal makes them owners of their organizations, or operator. */
    public static final List<FirstPerson> DEMO = List.of(
            new FirstPerson("ada@acme.example", "Ada", "Adams", "owner of acme", "demo-ada", false),
            new FirstPerson("grace@globex.example", "Grace", "Green", "owner of globex", "demo-grace", false),
            new FirstPerson("olga@atrium.example", "Olga", "Olsen", "operator", "demo-olga", false));

    /** Somebody to open the operator link, where nobody can register. */
    static final FirstPerson OPERATOR = new FirstPerson(
            "operator@atrium.example",
            "First",
            "Operator",
            "whoever opens the operator link; chooses a password at once",
            "first-operator",
            true);
}
