package dev.atrium.agent;

import dev.atrium.shared.ProcessId;
import dev.atrium.shared.WorkerId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway shows the worker it calls: {@code <gateway>.<worker>.<expiry in epoch seconds>.<signature>}, the
 * signature over all before it. Short-lived and good for one worker only, so that no worker can use it elsewhere.
 */
public record GatewayToken(ProcessId gateway, WorkerId worker, Instant expiresAt) {

    private static final int PARTS = 4;

    /** Makes the text that is sent as bearer. */
    public String signedBy(SigningKey key) {
        var text = text();
        return text + "." + key.sign(text);
    }

    /**
     * Reads a token that is meant for {@code self} and still good at {@code now}.
     *
     * @param keys public key of a gateway, or null when that gateway is not known
     * @return empty when it is anything else
     */
    public static Optional<GatewayToken> verify(String text, WorkerId self, Keys keys, Instant now) {
        var parts = text.split("\\.", PARTS);
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        try {
            var token = new GatewayToken(
                    ProcessId.parse(parts[0]),
                    WorkerId.parse(parts[1]),
                    Instant.ofEpochSecond(Long.parseLong(parts[2])));
            var key = keys.publicKeyOf(token.gateway());
            var good = token.worker().equals(self)
                    && now.isBefore(token.expiresAt())
                    && key != null
                    && SigningKey.verifies(key, token.text(), parts[PARTS - 1]);
            return good ? Optional.of(token) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Where the public keys of gateways come from. */
    public interface Keys {

        @Nullable
        String publicKeyOf(ProcessId gateway);
    }

    private String text() {
        return gateway.text() + "." + worker.text() + "." + expiresAt.getEpochSecond();
    }
}
