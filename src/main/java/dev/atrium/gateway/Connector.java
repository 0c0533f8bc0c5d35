package dev.atrium.gateway;

import com.linecorp.armeria.common.util.TransportType;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLException;

/** Opens connections to workers. */
final class Connector {

    private static final HttpDecoderConfig DECODER = new HttpDecoderConfig()
            .setMaxHeaderSize(16_384)
            .setMaxChunkSize(65_536)
            .setValidateHeaders(false);

    private static final String TLS = "TLSv1.3";

    private final Duration timeout;
    private final Executor blocking;
    private final Map<String, SslContext> pinned = new ConcurrentHashMap<>();

    /** @param blocking looks host names up */
    Connector(Duration timeout, Executor blocking) {
        this.timeout = timeout;
        this.blocking = blocking;
    }

    /** One of {@code done} and {@code failed} is called, on {@code loop}. */
    void connect(
            EventLoop loop,
            WorkerEndpoint endpoint,
            Function<Channel, RelayConnection> handler,
            Consumer<RelayConnection> done,
            Consumer<Throwable> failed) {
        addressOf(endpoint.address().getHost())
                .whenCompleteAsync(
                        (address, failure) -> {
                            if (failure == null) {
                                connect(
                                        loop,
                                        endpoint,
                                        new InetSocketAddress(address, endpoint.port()),
                                        handler,
                                        done,
                                        failed);
                            } else {
                                failed.accept(failure);
                            }
                        },
                        loopExecutor(loop));
    }

    private void connect(
            EventLoop loop,
            WorkerEndpoint endpoint,
            InetSocketAddress address,
            Function<Channel, RelayConnection> handler,
            Consumer<RelayConnection> done,
            Consumer<Throwable> failed) {
        var connecting = new Bootstrap()
                .group(loop)
                .channel(TransportType.socketChannelType(loop))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new Pipeline(endpoint))
                .connect(address);
        // Where not even a socket could be made, it fails on a thread of its own.
        connecting.addListener(_ -> loopExecutor(loop).execute(() -> {
            if (connecting.isSuccess()) {
                var connection = handler.apply(connecting.channel());
                connecting.channel().pipeline().addLast(connection);
                done.accept(connection);
            } else {
                failed.accept(connecting.cause());
            }
        }));
    }

    /** Runs at once where the caller is on the loop already. */
    private static Executor loopExecutor(EventLoop loop) {
        return task -> {
            if (loop.inEventLoop()) {
                task.run();
            } else {
                loop.execute(task);
            }
        };
    }

    private CompletableFuture<InetAddress> addressOf(String host) {
        var literal = NetUtil.createInetAddressFromIpAddressString(host.replaceAll("[\\[\\]]", ""));
        return literal == null
                ? CompletableFuture.supplyAsync(() -> lookUp(host), blocking)
                : CompletableFuture.completedFuture(literal);
    }

    private static InetAddress lookUp(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new CompletionException(e);
        }
    }

    private SslContext pinnedTo(String publicKey) {
        return pinned.computeIfAbsent(publicKey, key -> {
            try {
                return SslContextBuilder.forClient()
                        .sslProvider(SslProvider.JDK) // the other one does not take Ed25519, which workers have
                        .protocols(TLS)
                        .trustManager(new PinnedKey(key))
                        .endpointIdentificationAlgorithm(null)
                        .build();
            } catch (SSLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private final class Pipeline extends ChannelInitializer<Channel> {

        private final WorkerEndpoint endpoint;

        Pipeline(WorkerEndpoint endpoint) {
            this.endpoint = endpoint;
        }

        @Override
        protected void initChannel(Channel channel) {
            if (endpoint.isTls()) {
                channel.pipeline().addLast(pinnedTo(endpoint.publicKey()).newHandler(channel.alloc()));
            }
            channel.pipeline().addLast(new HttpResponseDecoder(DECODER));
        }
    }
}
