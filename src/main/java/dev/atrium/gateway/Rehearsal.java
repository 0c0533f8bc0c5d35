package dev.atrium.gateway;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import dev.atrium.agent.SigningKey;
import dev.atrium.keys.KeySightings;
import dev.atrium.shared.ProcessId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

/**
 * Warms the code of the request path up before callers come: a second, complete request path on a free port of
 * loopback, with a knowledge, a journal and an engine of its own, so that nothing of it can be charged or seen.
 * Cold, a request costs ten times as much.
 */
final class Rehearsal {

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final int AT_ONCE = 16;
    private static final int LOOPS = 1;

    private Rehearsal() {}

    /** Returns after so many calls, or after the time that they may take. A failure is logged and does no harm. */
    static void run(GatewaySettings settings) {
        if (settings.warmUpRequests() == 0) {
            return;
        }
        var start = System.nanoTime();
        var identity = new GatewayIdentity(ProcessId.next(), SigningKey.generate());
        try (var engine = new RehearsalEngine()) {
            var knowledge = new RehearsalKnowledge(engine);
            var gateway = new Gateway(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    settings,
                    knowledge,
                    new RehearsalJournal(),
                    identity,
                    new KeySightings(),
                    (ctx, request) -> HttpResponse.of(404),
                    new SimpleMeterRegistry(),
                    NOPLogger.NOP_LOGGER,
                    Clock.systemUTC(),
                    LOOPS);
            gateway.start();
            try {
                var made = call(gateway.port(), knowledge.secret(), settings);
                LOG.info("warmed up with {} calls in {} ms", made, millisSince(start));
            } finally {
                gateway.stop(Duration.ZERO);
            }
        } catch (RuntimeException e) {
            LOG.warn("the warm-up failed; the first requests will be slower", e);
        }
    }

    private static int call(int port, String secret, GatewaySettings settings) {
        var end = System.nanoTime() + settings.warmUpLimit().toNanos();
        try (var factory = ClientFactory.builder().workerGroup(1).build()) {
            var client = WebClient.builder("h1c://127.0.0.1:" + port)
                    .factory(factory)
                    .responseTimeout(settings.warmUpLimit())
                    .build();
            var made = 0;
            while (made < settings.warmUpRequests() && System.nanoTime() < end) {
                var calls = IntStream.range(made, made + AT_ONCE)
                        .mapToObj(number -> one(client, secret, number))
                        .toArray(CompletableFuture<?>[]::new);
                CompletableFuture.allOf(calls).join();
                made += AT_ONCE;
            }
            return made;
        }
    }

    private static CompletableFuture<?> one(WebClient client, String secret, int number) {
        var path = number % 4 == 0 ? "/v1/chat/completions" : "/v1/embeddings";
        var headers = RequestHeaders.builder(HttpMethod.POST, path)
                .contentType(MediaType.JSON)
                .set("authorization", "Bearer " + secret)
                .build();
        return client.execute(headers, RehearsalEngine.requestFor(path)).aggregate();
    }

    private static long millisSince(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
    }
}
