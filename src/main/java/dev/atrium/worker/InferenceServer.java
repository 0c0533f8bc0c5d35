package dev.atrium.worker;

import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import dev.atrium.agent.Inference;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Listens for gateways: plain on loopback, with TLS 1.3 and the worker's own key anywhere else. */
final class InferenceServer {

    private static final Logger LOG = LoggerFactory.getLogger(InferenceServer.class);
    /** Longer than gateways keep a connection, so that they never send into one that is being closed. */
    private static final Duration IDLE = Duration.ofSeconds(90);

    /** Parsed they take a multiple. */
    private static final int PART_FOR_BODIES = 8;

    private static final Duration QUIET = Duration.ofMillis(100);

    private final WorkerSettings settings;
    private final Identity identity;
    private final Gateways gateways;
    private final ReplicaManager replicas;
    private final InferenceMeters meters;
    private final JsonMapper json;
    private final Clock clock;
    private final ThreadPoolExecutor preparing;
    private final JsonBodies bodies =
            new JsonBodies(new BodyBudget(Runtime.getRuntime().maxMemory() / PART_FOR_BODIES));
    private @Nullable Server server;
    private int port;

    InferenceServer(
            WorkerSettings settings,
            Identity identity,
            Gateways gateways,
            ReplicaManager replicas,
            InferenceMeters meters,
            JsonMapper json,
            Clock clock) {
        this.settings = settings;
        this.identity = identity;
        this.gateways = gateways;
        this.replicas = replicas;
        this.meters = meters;
        this.json = json;
        this.clock = clock;
        this.port = settings.port();
        this.preparing = preparing(settings);
        if (!settings.isLoopback()) {
            identity.whenKeyChanges(this::restart);
        }
    }

    synchronized void start() {
        var next = build();
        next.start().join();
        port = next.activeLocalPort();
        server = next;
        LOG.info("Gateways are answered at {}", address());
    }

    /** Where gateways reach this worker. */
    synchronized String address() {
        var host = settings.advertisedHost() == null ? settings.address() : settings.advertisedHost();
        var literal = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return "%s://%s:%d".formatted(settings.isLoopback() ? "http" : "https", literal, port);
    }

    /** Takes no new requests and waits for running ones. */
    synchronized void stop() {
        if (server != null) {
            server.stop().join();
            server = null;
        }
    }

    void close() {
        stop();
        preparing.shutdownNow();
    }

    private synchronized void restart() {
        if (server != null) {
            LOG.info("The worker's key has changed: the listener starts again with it");
            stop();
            start();
        }
    }

    private Server build() {
        var builder = Server.builder();
        bind(builder, new InetSocketAddress(settings.address(), port));
        return builder.route()
                .post("/replicas/{replica}/v1/embeddings")
                .build(new EmbeddingsService(replicas, preparing, bodies, meters))
                .route()
                .post("/replicas/{replica}/v1/chat/completions")
                .build(new ChatService(replicas, preparing, bodies, meters, settings.signOfLife(), clock))
                .route()
                .post("/replicas/{replica}/v1/completions")
                .build(new CompletionsService(replicas))
                .route()
                .post(Inference.HELLO_PATH)
                .build(new HelloService(identity, json))
                .decorator(new GatewayCheck(gateways))
                .errorHandler(new OpenAiErrors())
                .maxRequestLength(settings.maxBody().toBytes())
                .meterRegistry(meters.registry())
                .idleTimeout(IDLE)
                .requestTimeout(Duration.ZERO) // the gateway knows how long its caller waits
                .gracefulShutdownTimeout(QUIET, settings.drain().compareTo(QUIET) < 0 ? QUIET : settings.drain())
                .disableServerHeader()
                .disableDateHeader()
                .build();
    }

    private void bind(ServerBuilder builder, InetSocketAddress address) {
        if (settings.isLoopback()) {
            builder.http(address);
            return;
        }
        WorkerCertificate.listen(builder, address, identity.key(), clock);
    }

    private static ThreadPoolExecutor preparing(WorkerSettings settings) {
        var threads = settings.slotsOrCores();
        return new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(settings.queue()),
                Thread.ofPlatform().daemon().name("prepare-", 0).factory());
    }
}
