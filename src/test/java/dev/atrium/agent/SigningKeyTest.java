package dev.atrium.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SigningKeyTest {

    private final SigningKey key = SigningKey.generate();

    @Test
    void verifiesWhatItSigned() {
        assertThat(SigningKey.verifies(key.publicKey(), "text", key.sign("text")))
                .isTrue();
    }

    @Test
    void refusesAnotherTextKeyOrSignature() {
        var signature = key.sign("text");

        assertThat(SigningKey.verifies(key.publicKey(), "texT", signature)).isFalse();
        assertThat(SigningKey.verifies(SigningKey.generate().publicKey(), "text", signature))
                .isFalse();
        assertThat(SigningKey.verifies(key.publicKey(), "text", key.sign("other")))
                .isFalse();
        assertThat(SigningKey.verifies(key.publicKey(), "text", "no base64!")).isFalse();
        assertThat(SigningKey.verifies("no key", "text", signature)).isFalse();
    }

    /** The first test vector of RFC 8032, section 7.1: an empty text. */
    @Test
    void agreesWithTheStandard() {
        var prefix = "302a300506032b6570032100";
        var publicKey = base64(prefix + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        var signature = base64("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");

        assertThat(SigningKey.verifies(publicKey, "", signature)).isTrue();
    }

    @Test
    void survivesBeingStored() {
        var again = SigningKey.decode(key.encoded() + "\n");

        assertThat(SigningKey.verifies(key.publicKey(), "text", again.sign("text")))
                .isTrue();
    }

    @Test
    void refusesToReadSomethingElse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.decode("something"))
                .withMessage("key: (expected: two parts in base64, separated by a point)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.decode("AAAA.AAAA"))
                .withMessage("key: (expected: an Ed25519 key)");
    }

    @Test
    void doesNotPrintItsPrivateHalf() {
        assertThat(key.toString()).isEqualTo("SigningKey[%s]".formatted(key.publicKey()));
    }

    private static String base64(String hex) {
        return java.util.Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }
}
