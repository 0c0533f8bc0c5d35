package dev.atrium.identity;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a verified token says of a person, cut to what we keep.
 *
 * @param issuer        the identity provider
 * @param subject       who it is there
 * @param name          see {@link Person}
 * @param email         see {@link Person}
 * @param emailVerified see {@link Person}
 * @param locale        see {@link Person}
 */
public record SignInClaims(
        String issuer,
        String subject,
        String name,
        @Nullable String email,
        boolean emailVerified,
        @Nullable Locale locale) {

    private static final int EMAIL_MAX_LENGTH = 254;
    private static final int LOCALE_MAX_LENGTH = 35;

    public SignInClaims {
        if (issuer.isBlank() || subject.isBlank()) {
            throw new IllegalArgumentException("subject: none (expected: issuer and subject of a verified token)");
        }
    }

    /** Reads the standard claims of OpenID Connect. What is missing or malformed is left out, not refused. */
    public static SignInClaims of(String issuer, String subject, Map<String, Object> claims) {
        var email = email(text(claims, "email"));
        var name = DisplayName.of(text(claims, "name"), text(claims, "preferred_username"), email, "Somebody");
        var verified = email != null && Boolean.TRUE.equals(claims.get("email_verified"));
        return new SignInClaims(issuer, subject, name, email, verified, locale(text(claims, "locale")));
    }

    private static @Nullable String email(String text) {
        var folded = text.strip().toLowerCase(Locale.ROOT);
        return folded.isEmpty() || folded.length() > EMAIL_MAX_LENGTH ? null : folded;
    }

    private static @Nullable Locale locale(String text) {
        var locale = Locale.forLanguageTag(text.replace('_', '-'));
        return locale.getLanguage().isEmpty() || locale.toLanguageTag().length() > LOCALE_MAX_LENGTH ? null : locale;
    }

    private static String text(Map<String, Object> claims, String name) {
        return claims.get(name) instanceof String text ? text : "";
    }
}
