package dev.atrium.keys;

import dev.atrium.shared.Digest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A key's secret: 40 base-62 characters, of which the last six are a checksum (CRC-32 of the first 34), so that
 * a mistyped key is told from an unknown one without asking any table.
 *
 * <p>It has two spellings of one meaning: {@code atr_live_<40>}, and {@code hf_<the same 40>}, because some
 * clients of model hubs accept only that form.
 *
 * @param characters the 40 characters that both spellings share
 */
public record KeySecret(String characters) {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 40;
    private static final int CHECKSUM_LENGTH = 6;
    private static final String OWN_SPELLING = "atr_";
    private static final String HUB_SPELLING = "hf_";
    private static final String ENVIRONMENT = "live";
    private static final int HINT_LENGTH = 13;
    private static final SecureRandom RANDOM = new SecureRandom();

    public KeySecret {
        if (!isWellFormed(characters)) {
            throw new IllegalArgumentException("secret: (expected: 40 base-62 characters with a right checksum)");
        }
    }

    /** A new secret with 202 random bits. */
    public static KeySecret random() {
        var text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH - CHECKSUM_LENGTH; i++) {
            text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return new KeySecret(text + checksum(text.toString()));
    }

    /** Reads either spelling, with any environment; empty when it is neither or the checksum is wrong. */
    public static Optional<KeySecret> parse(String text) {
        var characters = charactersOf(text);
        return isWellFormed(characters) ? Optional.of(new KeySecret(characters)) : Optional.empty();
    }

    /** What callers send: {@code atr_live_<40>}. */
    public String spelled() {
        return OWN_SPELLING + ENVIRONMENT + "_" + characters;
    }

    /** The other spelling of the same secret: {@code hf_<40>}. */
    public String spelledForHubs() {
        return HUB_SPELLING + characters;
    }

    /** The first characters, by which people tell their keys apart: {@code atr_live_3Kd9}. */
    public String hint() {
        return spelled().substring(0, HINT_LENGTH);
    }

    /** What is stored: the same for both spellings. */
    public Digest digest() {
        return Digest.of(characters.getBytes(StandardCharsets.US_ASCII));
    }

    /** Leaves the secret out: a record prints every component, and this one must reach no log. */
    @Override
    public String toString() {
        return "KeySecret[%s...]".formatted(hint());
    }

    private static String charactersOf(String text) {
        if (text.startsWith(HUB_SPELLING)) {
            return text.substring(HUB_SPELLING.length());
        }
        return text.startsWith(OWN_SPELLING) ? text.substring(text.lastIndexOf('_') + 1) : "";
    }

    private static boolean isWellFormed(String characters) {
        if (characters.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            if (!isBase62(characters.charAt(i))) {
                return false;
            }
        }
        return characters.endsWith(checksum(characters.substring(0, LENGTH - CHECKSUM_LENGTH)));
    }

    private static boolean isBase62(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    /** CRC-32 in base 62; plain arithmetic, since every request comes by here. */
    private static String checksum(String characters) {
        var crc = new CRC32();
        crc.update(characters.getBytes(StandardCharsets.US_ASCII));
        var rest = crc.getValue();
        var text = new char[CHECKSUM_LENGTH];
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
            rest /= ALPHABET.length();
        }
        return new String(text);
    }
}
