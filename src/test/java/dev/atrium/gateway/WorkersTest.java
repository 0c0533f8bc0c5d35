package dev.atrium.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.util.Exceptions;
import dev.atrium.agent.SigningKey;
import dev.atrium.pool.ReplicaRoute;
import dev.atrium.shared.DeploymentId;
import dev.atrium.shared.ProcessId;
import dev.atrium.shared.ReplicaId;
import dev.atrium.shared.VersionId;
import dev.atrium.shared.WorkerId;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {

    private static final ReplicaRoute ROUTE = new ReplicaRoute(
            ReplicaId.next(),
            DeploymentId.next(),
            VersionId.next(),
            WorkerId.next(),
            URI.create("http://127.0.0.1:1"),
            SigningKey.generate().publicKey());

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final SilentRelay relay = new SilentRelay();
    private final Workers workers = new Workers(
            new GatewayIdentity(ProcessId.next(), SigningKey.generate()),
            Duration.ofMillis(100),
            relay,
            ForkJoinPool.commonPool(),
            InstantSource.system());

    @AfterEach
    void stop() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void givesUpOnAWorkerThatDoesNotGreetAndAsksAgainLater() throws Exception {
        for (int time = 1; time <= 2; time++) {
            var greeting = workers.greet(ROUTE, loops.next());

            assertThat(failureOf(greeting::get))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessage("no greeting within 100 ms");
            assertThat(relay.sent).hasValue(time);
            assertThat(relay.canceled).hasValue(time);
        }
    }

    private interface Waiting {
        String get(long timeout, TimeUnit unit) throws Exception;
    }

    private static Throwable failureOf(Waiting greeting) throws Exception {
        try {
            return new AssertionError(greeting.get(10, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return Exceptions.peel(e);
        }
    }

    /** Connects to nobody and never says so. */
    private static final class SilentRelay implements Relay {

        private final AtomicInteger sent = new AtomicInteger();
        private final AtomicInteger canceled = new AtomicInteger();

        @Override
        public Exchange send(EventLoop loop, ReplicaRoute route, Outgoing outgoing, Receiver receiver) {
            sent.incrementAndGet();
            return new Exchange() {
                @Override
                public void pause() {}

                @Override
                public void resume() {}

                @Override
                public void cancel() {
                    canceled.incrementAndGet();
                }
            };
        }

        @Override
        public void close() {}
    }
}
