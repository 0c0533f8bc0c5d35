package dev.atrium.gateway;

import dev.atrium.pool.ReplicaRoute;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leaves failing replicas out at once, and asks their workers until they answer again. */
final class Probes {

    private static final Logger LOG = LoggerFactory.getLogger(Probes.class);
    /** A worker that only broke one connection is soon back. */
    private static final Duration FIRST = Duration.ofMillis(50);

    private static final Duration EVERY = Duration.ofMillis(500);

    private final Replicas replicas;
    private final Workers workers;
    private final Knowledge knowledge;
    private final EventLoopGroup loops;

    Probes(Replicas replicas, Workers workers, Knowledge knowledge, EventLoopGroup loops) {
        this.replicas = replicas;
        this.workers = workers;
        this.knowledge = knowledge;
        this.loops = loops;
    }

    /** @param why in words, for the log */
    void eject(ReplicaRoute route, String why) {
        if (replicas.of(route).eject()) {
            LOG.warn("leaving out replica {} on {}: {}", route.id(), route.address(), why);
            probeAfter(FIRST, route);
        }
    }

    private void probeAfter(Duration pause, ReplicaRoute route) {
        var loop = loops.next();
        loop.schedule(
                () -> {
                    if (!isRouted(route)) {
                        return; // nobody asks for it any more; should it return, it begins anew
                    }
                    workers.greet(route, loop).whenComplete((_, failure) -> {
                        if (failure == null) {
                            LOG.info("replica {} on {} answers again", route.id(), route.address());
                            replicas.of(route).readmit();
                        } else {
                            probeAfter(EVERY, route);
                        }
                    });
                },
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private boolean isRouted(ReplicaRoute route) {
        var routed = knowledge.replicas(route.version()).contains(route);
        if (!routed) {
            replicas.of(route).readmit();
        }
        return routed;
    }
}
