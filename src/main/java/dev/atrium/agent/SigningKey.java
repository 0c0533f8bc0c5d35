package dev.atrium.agent;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** An Ed25519 key pair (RFC 8032): the identity of a worker or a gateway. */
public final class SigningKey {

    private static final String ALGORITHM = "Ed25519";

    private final KeyPair pair;

    private SigningKey(KeyPair pair) {
        this.pair = pair;
    }

    public static SigningKey generate() {
        try {
            return new SigningKey(KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads what {@link #encoded()} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static SigningKey decode(String encoded) {
        var parts = encoded.strip().split("\\.", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("key: (expected: two parts in base64, separated by a point)");
        }
        try {
            var privateKey =
                    KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(bytes(parts[0])));
            return new SigningKey(new KeyPair(publicKey(parts[1]), privateKey));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("key: (expected: an Ed25519 key)", e);
        }
    }

    /** Whether {@code signature} (base64) over the UTF-8 bytes of {@code text} was made with the key of {@code publicKey}. */
    public static boolean verifies(String publicKey, String text, String signature) {
        try {
            var verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(publicKey(publicKey));
            verifier.update(text.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(bytes(signature));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return false;
        }
    }

    /** Signature over the UTF-8 bytes of {@code text}, in base64. */
    public String sign(String text) {
        try {
            var signer = Signature.getInstance(ALGORITHM);
            signer.initSign(pair.getPrivate());
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** X.509-encoded, in base64. */
    public String publicKey() {
        return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    /** Both halves, for a file that only its owner may read: PKCS #8 and X.509 in base64, separated by a point. */
    public String encoded() {
        return Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()) + "." + publicKey();
    }

    /** For TLS with this identity. */
    public PrivateKey privateKey() {
        return pair.getPrivate();
    }

    /** Leaves the private half out. */
    @Override
    public String toString() {
        return "SigningKey[%s]".formatted(publicKey());
    }

    private static PublicKey publicKey(String encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(bytes(encoded)));
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
