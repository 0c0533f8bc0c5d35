package dev.atrium.keys;

import static java.util.Objects.requireNonNull;

import dev.atrium.shared.PersonId;
import java.util.Locale;

/**
 * For whom, and by which part of Atrium, a short-lived key is used.
 *
 * @param person whose calls they are
 */
public record OnBehalf(PersonId person, Part part) {

    /** What of Atrium calls. */
    public enum Part {
        PLAYGROUND;

        /** As it stands in MySQL. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Reads what {@link #word()} wrote. */
        static Part of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public OnBehalf {
        requireNonNull(person, "person");
        requireNonNull(part, "part");
    }
}
