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
import java.util.Set;

/**
 * How a call ended, in words: what, why, and what to do. Its codes are those of the guide to the API, an engine's own,
 * or the portal's.
 */
public final class CallWords {

    private CallWords() {}

    static String keyOf(UsageStatus status) {
        return "usage.status-" + word(status);
    }

    /** What only. */
    public static StatusBadge brief(Component page, Usage usage) {
        return new StatusBadge(tone(usage.status()), page.getTranslation(keyOf(usage.status())));
    }

    static StatusBadge whole(Component page, Usage usage) {
        var badge = brief(page, usage).because(page.getTranslation("usage.reason-" + word(usage.status())));
        var code = usage.errorCode();
        if (code != null) {
            badge.next(new Paragraph(page.getTranslation("refusal.both", reason(page, code), cure(page, code))));
        }
        return badge;
    }

    /** Why a call failed. */
    public static String reason(Component page, String code) {
        return page.getTranslation("refusal.reason-" + group(code), code);
    }

    /** What to do about it. */
    public static String cure(Component page, String code) {
        return page.getTranslation("refusal.cure-" + group(code), code);
    }

    /** Whether the words of who refused say more than ours, such as which field is wrong. */
    public static boolean isInDetailOnlyThere(String code) {
        return Set.of("request", "long", "other").contains(group(code));
    }

    private static String group(String code) {
        return switch (code) {
            case "model_not_found" -> "model";
            case "model_not_allowed" -> "list";
            case "not_deployed" -> "deployment";
            case "no_replica" -> "replica";
            case "replica_busy", "overloaded" -> "busy";
            case "price_missing" -> "price";
            case "revoked_api_key" -> "revoked";
            case "expired_api_key" -> "expired";
            case "context_length_exceeded", "body_too_long" -> "long";
            case "unknown_path", "method_not_allowed", "unsupported_by_model" -> "address";
            case "stale", "journal_full", "journal_failed", "shutting_down" -> "closed";
            case "database_away" -> "database";
            case "gateway_away" -> "gateway";
            case "cut" -> "cut";
            case "not_a_member" -> "member";
            case "internal_error", "engine_failed", "engine_timeout", "answer_too_long" -> "engine";
            default -> isOfRequest(code) ? "request" : "other";
        };
    }

    private static boolean isOfRequest(String code) {
        return code.startsWith("invalid_")
                || code.startsWith("unsupported_")
                || Set.of("malformed_json", "unknown_parameter", "body_timeout", "headers_too_long", "engine_refused")
                        .contains(code);
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

    /** Tokens of both kinds; 0 for none. */
    public static long tokens(Usage usage) {
        return tokens(usage, Meter.INPUT_TOKENS) + tokens(usage, Meter.OUTPUT_TOKENS);
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
