package dev.atrium.gateway;

import dev.atrium.pool.ReplicaRoute;
import dev.atrium.shared.ReplicaId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What this gateway has learned of the replicas that it calls. Thread-safe. */
final class Replicas {

    private final Map<ReplicaId, ReplicaState> states = new ConcurrentHashMap<>();

    ReplicaState of(ReplicaRoute route) {
        var known = states.get(route.id());
        return known == null ? states.computeIfAbsent(route.id(), _ -> new ReplicaState()) : known;
    }

    /** The least loaded of {@code routes} that is not ejected and not in {@code tried}, or null for none. */
    @Nullable
    ReplicaRoute choose(List<ReplicaRoute> routes, Set<ReplicaId> tried) {
        ReplicaRoute best = null;
        var bestLoad = Long.MAX_VALUE;
        var count = routes.size();
        // Starting anywhere spreads requests over replicas that are equally loaded.
        var start = count > 1 ? ThreadLocalRandom.current().nextInt(count) : 0;
        for (int i = 0; i < count; i++) {
            var route = routes.get((start + i) % count);
            if (!tried.contains(route.id())) {
                var state = of(route);
                var load = state.load(System.nanoTime());
                if (!state.isEjected() && load < bestLoad) {
                    best = route;
                    bestLoad = load;
                }
            }
        }
        return best;
    }

    /** Forgets replicas that no route leads to any more. */
    void keepOnly(Set<ReplicaId> routed) {
        states.keySet().retainAll(routed);
    }
}
