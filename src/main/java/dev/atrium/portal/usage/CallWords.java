package dev.atrium.portal.usage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Paragraph;
import dev.atrium.metering.Usage;
import dev.atrium.metering.UsageLine;
import dev.atrium.metering.UsageStatus;
import dev.atrium.metering.UsageSubject;
import dev.atrium.portal.kit.StatusBadge;
import dev.atrium.portal.kit.StatusBadge.Tone;
import dev.atrium.pricing.Meter;
import java.util.Locale;

/** How a call ended, in words: what, why, and what to do. */
final class CallWords {

    private CallWords() {}

    static String keyOf(UsageStatus status) {
        return "usage.status-" + word(status);
    }

    /** What only. */
    static StatusBadge brief(Component page, Usage usage) {
        return new StatusBadge(tone(usage.status()), page.getTranslation(keyOf(usage.status())));
    }

    static StatusBadge whole(Component page, Usage usage) {
        var badge = brief(page, usage).because(page.getTranslation("usage.reason-" + word(usage.status())));
        var code = usage.errorCode();
        if (code != null) {
            badge.next(new Paragraph(page.getTranslation("usage.cure-" + group(code), code)));
        }
        return badge;
    }

    /** Which words fit an error after admission; its codes are those of the guide to the API, or an engine's own. */
    private static String group(String code) {
        return switch (code) {
            case "no_replica", "replica_busy", "shutting_down", "overloaded" -> "busy";
            case "engine_failed", "engine_timeout", "internal_error" -> "again";
            case "answer_too_long", "context_length_exceeded" -> "long";
            default -> "request";
        };
    }

    private static Tone tone(UsageStatus status) {
        return switch (status) {
            case COMPLETED -> Tone.GOOD;
            case CANCELED -> Tone.NEUTRAL;
            case REFUSED, UNCONFIRMED -> Tone.WARNING;
            case FAILED -> Tone.BAD;
        };
    }

    private static String word(UsageStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    /** Tokens of one kind; 0 for none. */
    static long tokens(Usage usage, Meter meter) {
        return usage.lines().stream()
                .filter(line -> line.meter() == meter)
                .mapToLong(UsageLine::quantity)
                .sum();
    }

    static UsageSubject caller(Usage usage) {
        var key = usage.key();
        var person = usage.person();
        if (key != null) {
            return new UsageSubject.Key(key);
        }
        return person == null ? new UsageSubject.Nobody() : new UsageSubject.Person(person);
    }
}
