package dev.atrium.launcher;

import java.util.List;
import java.util.Locale;

/**
 * Somebody to try Atrium with. The portal makes them owners of their organizations.
 *
 * @param email with which they sign in
 * @param is    what they are, for people
 */
public record DemoPerson(String email, String firstName, String lastName, String is) {

    static final List<DemoPerson> ALL = List.of(
            new DemoPerson("ada@acme.example", "Ada", "Adams", "owner of acme"),
            new DemoPerson("grace@globex.example", "Grace", "Green", "owner of globex"),
            new DemoPerson("olga@atrium.example", "Olga", "Olsen", "operator"));

    /** Under which name their password lies among the secrets. */
    public String secret() {
        return "demo-" + firstName.toLowerCase(Locale.ROOT);
    }
}
