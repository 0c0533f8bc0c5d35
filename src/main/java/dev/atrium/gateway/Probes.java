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

    /** A worker without a replica greets all the same, so only time helps: twice as much each time, up to a limit. */
    private static final Duration ABSENT = Duration.ofSeconds(1);

    private static final int MOST_DOUBLINGS = 5;

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
        eject(route, replicas.of(route), why, FIRST);
    }

    /** Its worker lives, but does not run it: now that it says so the routes will change, or it is loading. */
    void ejectAbsent(ReplicaRoute route) {
        var state = replicas.of(route);
        var doublings = Math.min(state.absent() - 1, MOST_DOUBLINGS);
        eject(route, state, "its worker does not run it", ABSENT.multipliedBy(1L << doublings));
    }

    private void eject(ReplicaRoute route, ReplicaState state, String why, Duration pause) {
        if (state.eject()) {
            LOG.warn("leaving out replica {} on {}: {}", route.id(), route.address(), why);
            probeAfter(pause, route, state);
        }
    }

    private void probeAfter(Duration pause, ReplicaRoute route, ReplicaState state) {
        var loop = loops.next();
        loop.schedule(
                () -> {
                    if (!knowledge.replicas(route.version()).contains(route)) {
                        state.readmit(); // nobody asks for it any more; should it return, it begins anew
                        return;
                    }
                    workers.greet(route, loop).whenComplete((_, failure) -> {
                        if (failure == null) {
                            LOG.info("replica {} on {} answers again", route.id(), route.address());
                            state.readmit();
                        } else {
                            probeAfter(EVERY, route, state);
                        }
                    });
                },
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }
}
