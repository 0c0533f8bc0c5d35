package dev.atrium.gateway;

import com.linecorp.armeria.common.util.EventLoopGroups;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import dev.atrium.keys.KeySightings;
import dev.atrium.metering.Journal;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;

/** A whole request path on one port: what callers reach, and what it needs to reach engines. */
final class Gateway {

    private static final Duration POLL = Duration.ofMillis(20);
    /** What a worker may take to sign a nonce, once it is connected. */
    private static final Duration GREETING = Duration.ofSeconds(2);

    private final EventLoopGroup loops;
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService parsing = LargeJson.newExecutor();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Upstreams upstreams;
    private final Server server;
    private final Drain drain = new Drain();

    /**
     * @param sightings learns which keys were used and refused
     * @param receipts  serves one usage event
     * @param accessLog gets a line for each request
     * @param loops     how many threads serve requests
     */
    Gateway(
            InetSocketAddress address,
            GatewaySettings settings,
            Knowledge knowledge,
            Journal journal,
            GatewayIdentity identity,
            KeySightings sightings,
            HttpService receipts,
            MeterRegistry metrics,
            Logger accessLog,
            InstantSource clock,
            int loops) {
        this.loops = EventLoopGroups.newEventLoopGroup(loops, "gateway");
        var budget = new ByteBudget(settings.bufferBytes());
        var relay = new NettyRelay(settings.connectTimeout(), blocking);
        var workers = new Workers(identity, settings.connectTimeout().plus(GREETING), relay, blocking, clock);
        var replicas = new Replicas();
        var probes = new Probes(replicas, workers, knowledge, this.loops);
        this.upstreams = new Upstreams(
                knowledge, relay, workers, replicas, probes, new Running(), budget, parsing, settings, clock);
        var log = new CallLog(new GatewayMetrics(metrics, inFlight, budget), sightings, accessLog);
        var endpoints = new Endpoints(upstreams, journal, inFlight, receipts);
        this.server = ApiServer.build(address, upstreams, endpoints, log, drain, this.loops);
    }

    void start() {
        upstreams.knowledge().onChange(upstreams.running()::accessChanged);
        upstreams.knowledge().onRoutes(upstreams.replicas()::keepOnly);
        upstreams.running().start();
        server.start().join();
    }

    int port() {
        return server.activeLocalPort();
    }

    int inFlight() {
        return inFlight.get();
    }

    ByteBudget budget() {
        return upstreams.budget();
    }

    Replicas replicas() {
        return upstreams.replicas();
    }

    Server server() {
        return server;
    }

    /**
     * Takes no new request, lets the running ones end for {@code patience}, and then ends the rest with an error.
     * Every one has its event when this returns. Safe to call again.
     */
    void stop(Duration patience) {
        if (!drain.begin()) {
            return;
        }
        awaitNoneInFlight(patience);
        upstreams.running().endAll(Problems.shuttingDown());
        awaitNoneInFlight(Duration.ofSeconds(2));
        server.stop().join();
        awaitNoneInFlight(Duration.ofSeconds(2));
        upstreams.running().close();
        upstreams.relay().close();
        blocking.shutdown();
        parsing.shutdown();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private void awaitNoneInFlight(Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        while (inFlight.get() > 0 && System.nanoTime() < end) {
            try {
                Thread.sleep(POLL);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
