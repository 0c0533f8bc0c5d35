package dev.atrium.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignInClaimsTest {

    @Test
    void readsTheStandardClaims() {
        var claims = of(Map.of(
                "name", "Ada Adams",
                "email", "Ada@Acme.Example",
                "email_verified", true,
                "locale", "zh-CN"));

        assertThat(claims)
                .isEqualTo(new SignInClaims(
                        "https://sso", "42", "Ada Adams", "ada@acme.example", true, Locale.SIMPLIFIED_CHINESE));
    }

    @Test
    void leavesOutWhatIsMissingOrMalformed() {
        assertThat(of(Map.of("email", " ", "email_verified", true, "locale", "??", "name", 7)))
                .isEqualTo(new SignInClaims("https://sso", "42", "Somebody", null, false, null));
        assertThat(of(Map.of("email", "x".repeat(251) + "@a.b")).email()).isNull();
    }

    @Test
    void believesNoAddressThatIsNotVerified() {
        assertThat(of(Map.of("email", "ada@acme.example", "email_verified", "true"))
                        .emailVerified())
                .isFalse();
    }

    @Test
    void needsASubject() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignInClaims.of("https://sso", "", Map.of()))
                .withMessage("subject: none (expected: issuer and subject of a verified token)");
    }

    private static SignInClaims of(Map<String, Object> claims) {
        return SignInClaims.of("https://sso", "42", claims);
    }
}
