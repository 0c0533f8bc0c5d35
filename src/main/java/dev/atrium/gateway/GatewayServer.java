package dev.atrium.gateway;

import com.linecorp.armeria.server.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the gateway's two ports and stops them in order: not ready, no new requests, the running ones end, all
 * connections close. The journal, a bean of its own, closes after the last.
 */
final class GatewayServer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayServer.class);

    private final Gateway gateway;
    private final Server operations;
    private final Readiness readiness;
    private final AccessLogWriter accessLog;
    private final GatewaySettings settings;
    private volatile boolean running;

    GatewayServer(
            Gateway gateway,
            Server operations,
            Readiness readiness,
            AccessLogWriter accessLog,
            GatewaySettings settings) {
        this.gateway = gateway;
        this.operations = operations;
        this.readiness = readiness;
        this.accessLog = accessLog;
        this.settings = settings;
    }

    /** The port for callers: the real one while it listens, else the configured one. */
    int port() {
        return running ? gateway.port() : settings.port();
    }

    int operationsPort() {
        return running ? operations.activeLocalPort() : settings.operationsPort();
    }

    @Override
    public void start() {
        accessLog.start();
        operations.start().join();
        gateway.start();
        running = true;
        LOG.info("gateway listens on {}:{}, for operators on {}", settings.address(), port(), operationsPort());
        Thread.ofPlatform().daemon().name("gateway-warm-up").start(() -> {
            Rehearsal.run(settings);
            readiness.isWarm();
        });
    }

    @Override
    public void stop() {
        readiness.stops();
        gateway.stop(settings.drain());
        operations.stop().join();
        accessLog.stop();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
