package dev.atrium.portal.home;

/** Which words tell why a call failed and what to do: {@code refusal.reason-<group>} and {@code refusal.cure-<group>}. */
final class RefusalWords {

    private static final String REASON = "refusal.reason-";
    private static final String CURE = "refusal.cure-";

    private RefusalWords() {}

    /** Key of the bundles; its first parameter is the code. */
    static String reason(String code) {
        return REASON + group(code);
    }

    /** Key of the bundles; its first parameter is the code. */
    static String cure(String code) {
        return CURE + group(code);
    }

    private static String group(String code) {
        return switch (code) {
            case "model_not_found" -> "model";
            case "model_not_allowed" -> "list";
            case "not_deployed" -> "deployment";
            case "no_replica", "replica_busy" -> "replica";
            case "price_missing" -> "price";
            case "revoked_api_key" -> "revoked";
            case "expired_api_key" -> "expired";
            case "unsupported_media_type",
                    "malformed_json",
                    "unknown_parameter",
                    "context_length_exceeded",
                    "body_too_long",
                    "body_timeout",
                    "engine_refused" -> "request";
            case "unknown_path", "method_not_allowed", "unsupported_by_model" -> "address";
            case "overloaded", "stale", "journal_full", "journal_failed", "database_away", "shutting_down" -> "busy";
            case "internal_error", "engine_failed", "engine_timeout", "answer_too_long" -> "engine";
            default -> code.startsWith("invalid_") || code.startsWith("unsupported_") ? "request" : "other";
        };
    }
}
