package dev.atrium.gateway;

import dev.atrium.pool.ReplicaRoute;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Speaks HTTP/1.1 to workers on the event loop of the caller, so that no byte changes threads. Each loop keeps
 * connections of its own; one connection carries one request at a time.
 */
final class NettyRelay implements Relay {

    private final Map<EventLoop, ConnectionPool> pools = new ConcurrentHashMap<>();
    private final Connector connector;

    /** @param blocking looks host names up */
    NettyRelay(Duration connectTimeout, Executor blocking) {
        this.connector = new Connector(connectTimeout, blocking);
    }

    @Override
    public Exchange send(EventLoop loop, ReplicaRoute route, Outgoing outgoing, Receiver receiver) {
        var exchange = new RelayExchange(outgoing, route.address().getRawAuthority(), receiver);
        pools.computeIfAbsent(loop, key -> new ConnectionPool(key, connector)).start(exchange, route);
        return exchange;
    }

    @Override
    public void close() {
        pools.forEach((loop, pool) -> loop.execute(pool::close));
    }
}
