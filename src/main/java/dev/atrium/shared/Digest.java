package dev.atrium.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 digest.
 *
 * @param hex 64 lower-case hex digits
 */
public record Digest(@JsonValue String hex) {

    private static final int HEX_LENGTH = 64;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Digest {
        if (!isHex(hex)) {
            throw new IllegalArgumentException("digest: '%s' (expected: 64 lower-case hex digits)".formatted(hex));
        }
    }

    /** @throws IllegalArgumentException if {@code bytes} are not 32 */
    public static Digest ofBytes(byte[] bytes) {
        return new Digest(HexFormat.of().formatHex(bytes));
    }

    public static Digest of(byte[] content) {
        return ofBytes(sha256().digest(content));
    }

    /** A fresh SHA-256, which every JDK has. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** A loop and no pattern: each request of each caller makes a digest. */
    private static boolean isHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return text.length() == HEX_LENGTH;
    }

    @Override
    public String toString() {
        return hex;
    }
}
