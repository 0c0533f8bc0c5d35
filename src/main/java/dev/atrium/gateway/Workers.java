package dev.atrium.gateway;

import dev.atrium.agent.GatewayToken;
import dev.atrium.agent.Inference;
import dev.atrium.agent.SigningKey;
import dev.atrium.pool.ReplicaRoute;
import dev.atrium.shared.RequestId;
import dev.atrium.shared.WorkerId;
import io.netty.channel.EventLoop;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tokens with which this gateway calls workers. A token is good for one worker and some minutes, and is used
 * only after the worker proved with it that it holds the key which the route names.
 */
final class Workers {

    static final Duration TOKEN_LIFE = Duration.ofMinutes(5);

    private static final Duration RENEW_BEFORE = Duration.ofMinutes(2);
    private static final Duration SPARE = Duration.ofSeconds(10);
    private static final int NONCE_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final GatewayIdentity identity;
    private final Duration limit;
    private final Relay relay;
    private final Executor blocking;
    private final InstantSource clock;
    private final Map<WorkerId, Proven> proven = new ConcurrentHashMap<>();
    private final Map<WorkerId, CompletableFuture<String>> asking = new ConcurrentHashMap<>();

    private record Proven(WorkerEndpoint endpoint, String token, long renewAtMillis, long endsAtMillis) {

        boolean isOf(ReplicaRoute route) {
            return endpoint.address().equals(route.address())
                    && endpoint.publicKey().equals(route.workerPublicKey());
        }
    }

    /**
     * @param limit    how long a worker may take to greet
     * @param blocking signs and verifies, which takes fractions of a millisecond
     */
    Workers(GatewayIdentity identity, Duration limit, Relay relay, Executor blocking, InstantSource clock) {
        this.identity = identity;
        this.limit = limit;
        this.relay = relay;
        this.blocking = blocking;
        this.clock = clock;
    }

    /** The token for the worker of {@code route}, or null when {@link #greet} must come first. Never waits. */
    @Nullable
    String token(ReplicaRoute route, EventLoop loop) {
        var known = proven.get(route.worker());
        var now = clock.millis();
        if (known == null || !known.isOf(route) || now >= known.endsAtMillis) {
            return null;
        }
        if (now >= known.renewAtMillis) {
            greet(route, loop);
        }
        return known.token;
    }

    /** Makes a token and has the worker prove itself; at most one exchange per worker at a time. */
    CompletableFuture<String> greet(ReplicaRoute route, EventLoop loop) {
        var created = new CompletableFuture<String>();
        var running = asking.putIfAbsent(route.worker(), created);
        if (running != null) {
            return running;
        }
        CompletableFuture.supplyAsync(() -> tokenFor(route), blocking)
                .thenCompose(token -> prove(route, token, loop))
                .whenComplete((token, failure) -> {
                    asking.remove(route.worker(), created);
                    if (failure == null) {
                        created.complete(token);
                    } else {
                        created.completeExceptionally(failure);
                    }
                });
        return created;
    }

    /** Forgets what a worker proved, since it refused the token. */
    void forget(ReplicaRoute route) {
        proven.remove(route.worker());
    }

    private String tokenFor(ReplicaRoute route) {
        return new GatewayToken(identity.id(), route.worker(), clock.instant().plus(TOKEN_LIFE))
                .signedBy(identity.key());
    }

    private CompletableFuture<String> prove(ReplicaRoute route, String token, EventLoop loop) {
        var bytes = new byte[NONCE_BYTES];
        RANDOM.nextBytes(bytes);
        var nonce = Base64.getEncoder().encodeToString(bytes);
        var body = JSON.writeValueAsBytes(new Inference.HelloRequest(nonce));
        var outgoing =
                new Relay.Outgoing(Inference.HELLO_PATH, token, RequestId.next().text(), body);
        var answer = new SmallAnswer();
        loop.execute(() -> send(loop, route, outgoing, answer));
        return answer.future().thenApplyAsync(content -> checked(route, token, nonce, content), blocking);
    }

    private void send(EventLoop loop, ReplicaRoute route, Relay.Outgoing outgoing, SmallAnswer answer) {
        var exchange = relay.send(loop, route, outgoing, answer);
        var timer = loop.schedule(
                () -> {
                    exchange.cancel();
                    answer.failed(new TimeoutException("no greeting within %d ms".formatted(limit.toMillis())));
                },
                limit.toMillis(),
                TimeUnit.MILLISECONDS);
        answer.future().whenComplete((_, _) -> timer.cancel(false));
    }

    private String checked(ReplicaRoute route, String token, String nonce, byte[] content) {
        var signature = JSON.readValue(content, Inference.HelloAnswer.class).signature();
        if (!SigningKey.verifies(route.workerPublicKey(), Inference.helloText(nonce, token), signature)) {
            throw new IllegalStateException("worker %s does not hold its key".formatted(route.worker()));
        }
        var now = clock.millis();
        proven.put(
                route.worker(),
                new Proven(
                        new WorkerEndpoint(route.address(), route.workerPublicKey()),
                        token,
                        now + TOKEN_LIFE.minus(RENEW_BEFORE).toMillis(),
                        now + TOKEN_LIFE.minus(SPARE).toMillis()));
        return token;
    }
}
