package dev.atrium.metering;

import dev.atrium.shared.RequestId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Events of this process that MySQL does not have yet, for receipts. Bounded: while MySQL is away for long, the
 * oldest ones stay findable and later ones are found only after shipping.
 */
final class RecentEvents {

    static final int LIMIT = 20_000;

    private final Map<RequestId, UsageEvent> events = new ConcurrentHashMap<>();

    void add(UsageEvent event) {
        if (events.size() < LIMIT) {
            events.put(event.usage().request(), event);
        }
    }

    Optional<UsageEvent> find(RequestId request) {
        return Optional.ofNullable(events.get(request));
    }

    void remove(RequestId request) {
        events.remove(request);
    }
}
