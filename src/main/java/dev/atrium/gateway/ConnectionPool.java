package dev.atrium.gateway;

import dev.atrium.pool.ReplicaRoute;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The kept connections of one event loop, used on that loop only. The newest is used first, so that old ones age. */
final class ConnectionPool {

    private static final Duration KEPT_FOR = Duration.ofSeconds(20);

    private final EventLoop loop;
    private final Connector connector;
    private final Map<WorkerEndpoint, ArrayDeque<RelayConnection>> free = new HashMap<>();
    private final Future<?> cleaning;

    ConnectionPool(EventLoop loop, Connector connector) {
        this.loop = loop;
        this.connector = connector;
        this.cleaning = loop.scheduleAtFixedRate(
                this::closeOld, KEPT_FOR.toMillis(), KEPT_FOR.toMillis() / 2, TimeUnit.MILLISECONDS);
    }

    /** Sends the request on a kept connection, or else on a new one. */
    void start(RelayExchange exchange, ReplicaRoute route) {
        var endpoint = new WorkerEndpoint(route.address(), route.workerPublicKey());
        var connections = free.get(endpoint);
        while (connections != null && !connections.isEmpty()) {
            var connection = connections.pop();
            if (connection.isActive()) {
                connection.start(exchange);
                return;
            }
        }
        connect(exchange, endpoint);
    }

    void close() {
        cleaning.cancel(false);
        free.values().forEach(connections -> connections.forEach(RelayConnection::hangUp));
        free.clear();
    }

    private void connect(RelayExchange exchange, WorkerEndpoint endpoint) {
        connector.connect(
                loop,
                endpoint,
                channel -> new RelayConnection(channel, ownerOf(endpoint)),
                connection -> {
                    if (exchange.isOver()) {
                        free(endpoint, connection);
                    } else {
                        connection.start(exchange);
                    }
                },
                exchange::fail);
    }

    private RelayConnection.Owner ownerOf(WorkerEndpoint endpoint) {
        return new RelayConnection.Owner() {
            @Override
            public void free(RelayConnection connection) {
                ConnectionPool.this.free(endpoint, connection);
            }

            @Override
            public void unserved(RelayExchange exchange) {
                connect(exchange, endpoint);
            }
        };
    }

    private void free(WorkerEndpoint endpoint, RelayConnection connection) {
        free.computeIfAbsent(endpoint, _ -> new ArrayDeque<>()).push(connection);
    }

    private void closeOld() {
        var now = System.nanoTime();
        free.values().forEach(connections -> {
            while (!connections.isEmpty() && now - connections.peekLast().freeSinceNanos() > KEPT_FOR.toNanos()) {
                connections.removeLast().hangUp();
            }
        });
        free.values().removeIf(ArrayDeque::isEmpty);
    }
}
