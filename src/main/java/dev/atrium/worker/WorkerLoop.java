package dev.atrium.worker;

import dev.atrium.agent.Heartbeat;
import dev.atrium.agent.Join;
import dev.atrium.worker.PortalException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
    private final Path tokenFile;
    private final String name;

    private final Semaphore changes = new Semaphore(0);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("worker-loop").unstarted(this::run);
    private volatile boolean stopping;
    private volatile boolean connected;
    private @Nullable String lastSaid;
    private int failures;

    /** @param address where gateways reach this worker; known once it listens */
    WorkerLoop(
            PortalClient portal,
            Identity identity,
            ReplicaManager replicas,
            Gateways gateways,
            Inventory inventory,
            Supplier<String> address,
            Path tokenFile,
            String name) {
        this.portal = portal;
        this.identity = identity;
        this.replicas = replicas;
        this.gateways = gateways;
        this.inventory = inventory;
        this.address = address;
        this.tokenFile = tokenFile;
        this.name = name;
        replicas.whenChanged(changes::release);
    }

    void start() {
        thread.start();
    }

    /** Whether the last heartbeat was answered. */
    boolean isConnected() {
        return connected;
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
            } catch (RuntimeException e) {
                LOG.error("The worker's loop failed; it goes on", e);
                pauseQuietly();
            }
        }
    }

    /** Does what the situation asks for and says when to come back at the latest. */
    private Duration step() throws InterruptedException {
        try {
            if (identity.worker() == null) {
                return join();
            }
            return beat();
        } catch (PortalException e) {
            return failed(e);
        }
    }

    private Duration join() throws PortalException, InterruptedException {
        var token = readToken();
        if (token == null) {
            say("Waiting for a join token in %s. Issue one in the portal and write it there.".formatted(tokenFile));
            return FIRST_PAUSE.multipliedBy(2);
        }
        var key = identity.key();
        var answer = portal.join(new Join.Request(token, name, key.publicKey(), inventory.report(address.get())));
        identity.joinedAs(answer.worker());
        say("Joined %s as %s (%s)".formatted(portal.portal(), answer.worker(), name));
        return Duration.ZERO;
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
        var what = identity.worker() == null ? "Joining" : "The heartbeat";
        say(
                e.kind() == Kind.AWAY
                        ? "The portal at %s is away: %s. Trying again.".formatted(portal.portal(), e.getMessage())
                        : "%s was refused by the portal at %s: %s. Trying again."
                                .formatted(what, portal.portal(), e.getMessage()));
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private @Nullable String readToken() {
        try {
            var token = Files.readString(tokenFile).strip();
            return token.isEmpty() ? null : token;
        } catch (IOException _) {
            return null;
        }
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
