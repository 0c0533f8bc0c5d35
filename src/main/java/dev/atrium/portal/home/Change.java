package dev.atrium.portal.home;

import java.time.Instant;
import java.util.Locale;

/**
 * Something that changed for an organization, or will.
 *
 * @param about {@code org/model}, {@code org/model@v3} or what a key is called
 * @param at    when it changed; ahead for what will
 */
record Change(Kind kind, String about, Instant at) {

    /** What changed. */
    enum Kind {
        MODEL,
        VERSION,
        PRICE,
        PRICE_AHEAD,
        READY,
        FAILED,
        KEY_MADE,
        KEY_REVOKED,
        KEY_ENDED,
        KEY_ENDS;

        boolean isOfKey() {
            return name().startsWith("KEY");
        }

        String textKey() {
            return "home.news-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
