package dev.atrium.agent;

import dev.atrium.shared.Digest;
import java.time.Duration;
import java.time.Instant;

/**
 * How a worker signs its calls to the portal: Ed25519 over method, path, time and the SHA-256 of the body, each
 * on a line of its own. A call that is older or newer than {@link #TOLERANCE} is refused, so that a recorded one
 * is soon useless. Of heartbeats, which change what is known of a worker, each must be signed later than the last.
 */
public final class SignedRequest {

    public static final String WORKER_HEADER = "x-atrium-worker";

    /** Milliseconds since 1970, decimal. */
    public static final String TIME_HEADER = "x-atrium-time";

    /** In base64. */
    public static final String SIGNATURE_HEADER = "x-atrium-signature";

    /** How far the clocks of worker and portal may be apart. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    private SignedRequest() {}

    public static String sign(SigningKey key, String method, String path, Instant at, byte[] body) {
        return key.sign(text(method, path, at.toEpochMilli(), body));
    }

    /** Whether the signature fits the request, the key and the time. */
    public static boolean verifies(
            String publicKey, String method, String path, long timeMillis, byte[] body, String signature, Instant now) {
        var age = Duration.between(Instant.ofEpochMilli(timeMillis), now).abs();
        return age.compareTo(TOLERANCE) <= 0
                && SigningKey.verifies(publicKey, text(method, path, timeMillis, body), signature);
    }

    private static String text(String method, String path, long timeMillis, byte[] body) {
        return String.join(
                "\n", method, path, Long.toString(timeMillis), Digest.of(body).hex());
    }
}
