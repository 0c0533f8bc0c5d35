package dev.atrium.portal.keys;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long a new key works. */
enum KeyLife {
    WEEK("keys.life-week", 7),
    MONTH("keys.life-month", 30),
    QUARTER("keys.life-quarter", 90),
    YEAR("keys.life-year", 365),
    FOREVER("keys.life-forever", 0);

    private final String text;
    private final int days;

    KeyLife(String text, int days) {
        this.text = text;
        this.days = days;
    }

    /** Key of the bundles. */
    String text() {
        return text;
    }

    /** Null for never. */
    @Nullable
    Instant endFrom(Instant now) {
        return days == 0 ? null : now.plus(Duration.ofDays(days));
    }
}
