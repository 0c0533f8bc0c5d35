package dev.atrium.worker;

import dev.atrium.agent.Heartbeat;
import dev.atrium.agent.Join;
import dev.atrium.shared.WorkerId;
import dev.atrium.worker.PortalException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this worker in touch with the portal: joins where it has not, then reports what is and converges to what
 * should be. It never gives up; each change of its situation is one line in the log.
 */
final class WorkerLoop {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerLoop.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration SHORTEST_BEAT = Duration.ofMillis(50);
    private static final Duration LONGEST_BEAT = Duration.ofSeconds(60);
    private static final Duration STOP_WAIT = Duration.ofSeconds(2);
    private static final int MAX_DOUBLINGS = 6;

    private final PortalClient portal;
    private final Identity identity;
    private final ReplicaManager replicas;
    private final Gateways gateways;
    private final Inventory inventory;
    private final Supplier<String> address;
    private final JoinTokenFile token;
    private final String name;
    private final Consumer<Error> fatal;

    private final Semaphore changes = new Semaphore(0);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("worker-loop").unstarted(this::run);
    private volatile boolean stopping;
    private volatile boolean connected;
    private volatile boolean removed;
    private @Nullable String lastSaid;
    private int failures;

    /**
     * @param address where gateways reach this worker; known once it listens
     * @param fatal   is told of an error after which this process can do nothing sensible any more
     */
    WorkerLoop(
            PortalClient portal,
            Identity identity,
            ReplicaManager replicas,
            Gateways gateways,
            Inventory inventory,
            Supplier<String> address,
            JoinTokenFile token,
            String name,
            Consumer<Error> fatal) {
        this.portal = portal;
        this.identity = identity;
        this.replicas = replicas;
        this.gateways = gateways;
        this.inventory = inventory;
        this.address = address;
        this.token = token;
        this.name = name;
        this.fatal = fatal;
        replicas.whenChanged(changes::release);
    }

    void start() {
        thread.start();
    }

    /** Whether the last heartbeat was answered. */
    boolean isConnected() {
        return connected;
    }

    /** Whether it has never joined, and cannot with the token there is. */
    boolean needsJoinToken() {
        return identity.worker() == null && token.next() == null;
    }

    /** Ends the loop and takes leave of the portal, so that gateways look elsewhere before the listener closes. */
    void stop() throws InterruptedException {
        stopping = true;
        thread.interrupt();
        thread.join();
        var farewell = Thread.ofVirtual().start(() -> {
            try {
                if (identity.worker() != null && connected) {
                    portal.heartbeat(new Heartbeat.Request(inventory.report(address.get()), List.of()));
                }
            } catch (PortalException | InterruptedException _) {
                LOG.debug("The portal did not hear that this worker stops");
            }
        });
        if (!farewell.join(STOP_WAIT)) {
            farewell.interrupt();
        }
    }

    private void run() {
        while (!stopping) {
            try {
                awaitChange(step());
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException | StackOverflowError e) {
                LOG.error("The worker's loop failed; it goes on", e);
                pauseQuietly();
            } catch (Error e) {
                fatal.accept(e);
                return;
            }
        }
    }

    /** Does what the situation asks for and says when to come back at the latest. */
    private Duration step() throws InterruptedException {
        try {
            if (identity.worker() == null || removed) {
                return join();
            }
            return beat();
        } catch (PortalException e) {
            return failed(e);
        }
    }

    private Duration join() throws PortalException, InterruptedException {
        var next = token.next();
        if (next == null) {
            say("Waiting for a %sjoin token in %s. Issue one in the portal and write it there."
                    .formatted(token.wasRefused() ? "new " : "", token.file()));
            return FIRST_PAUSE.multipliedBy(2);
        }
        var key = identity.key();
        try {
            var request = new Join.Request(next, name, key.publicKey(), inventory.report(address.get()));
            joined(portal.join(request).worker());
        } catch (PortalException e) {
            if (e.kind() == Kind.BAD_TOKEN || e.kind() == Kind.REMOVED) {
                token.refused(next);
            }
            throw e;
        }
        return Duration.ZERO;
    }

    private void joined(WorkerId worker) {
        identity.joinedAs(worker);
        removed = false;
        failures = 0;
        say("Joined %s as %s (%s)".formatted(portal.portal(), worker, name));
    }

    private Duration beat() throws PortalException, InterruptedException {
        changes.drainPermits();
        var request = new Heartbeat.Request(inventory.report(address.get()), replicas.reports());
        var answer = portal.heartbeat(request);
        failures = 0;
        connected = true;
        say("Connected to %s as %s".formatted(portal.portal(), identity.worker()));
        gateways.replaceBy(answer.gateways());
        replicas.converge(answer.wanted());
        return clamp(Duration.ofMillis(answer.nextAfterMillis()));
    }

    private Duration failed(PortalException e) {
        connected = false;
        failures++;
        if (e.kind() == Kind.UNKNOWN_WORKER && identity.worker() != null) {
            say("The portal at %s does not know %s any more. Joining again."
                    .formatted(portal.portal(), identity.worker()));
            identity.forget();
            return FIRST_PAUSE;
        }
        if (e.kind() == Kind.REMOVED && !removed) {
            leave();
            return FIRST_PAUSE;
        }
        var what = removed || identity.worker() == null ? "Joining" : "The heartbeat";
        say(
                e.kind() == Kind.AWAY
                        ? "The portal at %s is away: %s. Trying again.".formatted(portal.portal(), e.getMessage())
                        : "%s was refused by the portal at %s: %s. Trying again."
                                .formatted(what, portal.portal(), e.getMessage()));
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** Out of its pool it serves nothing more, and waits for a token that brings it back. */
    private void leave() {
        say("%s was removed from its pool by the portal at %s. It joins again once %s holds a new join token."
                .formatted(identity.worker(), portal.portal(), token.file()));
        removed = true;
        gateways.replaceBy(List.of());
        replicas.converge(List.of());
    }

    /** While connected a change is reported at once; several that come together are reported together. */
    private void awaitChange(Duration atMost) throws InterruptedException {
        if (!connected) {
            Thread.sleep(atMost);
        } else if (changes.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            Thread.sleep(SHORTEST_BEAT);
        }
    }

    private void pauseQuietly() {
        try {
            Thread.sleep(LONGEST_PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(String situation) {
        if (!situation.equals(lastSaid)) {
            lastSaid = situation;
            LOG.info("{}", situation);
        }
    }

    private static Duration clamp(Duration beat) {
        if (beat.compareTo(SHORTEST_BEAT) < 0) {
            return SHORTEST_BEAT;
        }
        return beat.compareTo(LONGEST_BEAT) < 0 ? beat : LONGEST_BEAT;
    }
}
