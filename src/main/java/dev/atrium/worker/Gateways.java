package dev.atrium.worker;

import dev.atrium.agent.GatewayToken;
import dev.atrium.agent.Heartbeat.GatewayKey;
import dev.atrium.shared.ProcessId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Who may call this worker for inference. Tokens found good are remembered until they expire. */
final class Gateways {

    private static final int MAX_REMEMBERED = 1024;

    private final Identity identity;
    private final Clock clock;
    private final Map<String, GatewayToken> good = new ConcurrentHashMap<>();
    private volatile Map<ProcessId, String> keys = Map.of();

    Gateways(Identity identity, Clock clock) {
        this.identity = identity;
        this.clock = clock;
        identity.whenKeyChanges(good::clear);
    }

    /** Takes the whole truth; a gateway that is not named any more is refused from now on. */
    void replaceBy(List<GatewayKey> gateways) {
        var next = gateways.stream()
                .collect(Collectors.toUnmodifiableMap(GatewayKey::gateway, GatewayKey::publicKey, (_, last) -> last));
        if (!next.equals(keys)) {
            keys = next;
            good.clear();
        }
    }

    /** Whether {@code token} was made for this worker by a gateway that may call it. */
    boolean admits(String token) {
        var now = clock.instant();
        var known = good.get(token);
        if (known != null && now.isBefore(known.expiresAt())) {
            return true;
        }
        var worker = identity.worker();
        if (worker == null) {
            return false;
        }
        var current = keys;
        var verified = GatewayToken.verify(token, worker, current::get, now);
        verified.ifPresent(fresh -> remember(token, fresh, current));
        return verified.isPresent();
    }

    private void remember(String token, GatewayToken verified, Map<ProcessId, String> verifiedWith) {
        if (good.size() >= MAX_REMEMBERED) {
            good.clear();
        }
        good.put(token, verified);
        if (!keys.equals(verifiedWith)) {
            good.remove(token); // keys changed meanwhile, so that it may have been cleared already
        }
    }
}
