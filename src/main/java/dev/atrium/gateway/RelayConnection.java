package dev.atrium.gateway;

import static java.util.Objects.requireNonNull;

import dev.atrium.agent.Inference;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One connection to a worker, with at most one request on it. */
final class RelayConnection extends ChannelInboundHandlerAdapter {

    /** What becomes of a connection after a request. */
    interface Owner {

        /** It may carry another request. */
        void free(RelayConnection connection);

        /** A kept connection turned out to be closed before anything came: the request may be sent on another. */
        void unserved(RelayExchange exchange);
    }

    private final Channel channel;
    private final Owner owner;
    private @Nullable RelayExchange exchange;
    private boolean used;
    private boolean answered;
    private boolean interim;
    private boolean reusable;
    private long freeSinceNanos;

    RelayConnection(Channel channel, Owner owner) {
        this.channel = channel;
        this.owner = owner;
    }

    boolean isActive() {
        return channel.isActive();
    }

    long freeSinceNanos() {
        return freeSinceNanos;
    }

    void start(RelayExchange next) {
        exchange = next;
        answered = false;
        next.runsOn(this);
        autoRead(!next.isPaused());
        channel.writeAndFlush(next.encode(channel.alloc()), channel.voidPromise());
    }

    void autoRead(boolean on) {
        channel.config().setAutoRead(on);
    }

    /** Closing is the only way in HTTP/1.1 to tell the worker that nobody wants the rest. */
    void hangUp() {
        exchange = null;
        channel.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            var current = exchange;
            if (current == null || !(message instanceof HttpObject object)) {
                channel.close(); // an answer that nobody asked for
                return;
            }
            receive(current, object);
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void receive(RelayExchange current, HttpObject object) {
        if (object.decoderResult().isFailure()) {
            fail(new IOException(
                    "malformed answer of a worker", object.decoderResult().cause()));
            return;
        }
        if (isSignOfLife(object)) {
            current.answered();
            current.receiver().working();
            return;
        }
        if (interim) {
            interim = !(object instanceof LastHttpContent); // the end of a sign of life
            return;
        }
        if (object instanceof HttpResponse head) {
            answered = true;
            current.answered();
            reusable = HttpUtil.isKeepAlive(head);
            var headers = head.headers();
            current.receiver()
                    .head(new Relay.Head(
                            head.status().code(),
                            headers.get(HttpHeaderNames.CONTENT_TYPE),
                            headers.get(Inference.LOAD_HEADER),
                            headers.get(Inference.QUEUE_HEADER)));
        }
        if (object instanceof HttpContent part && part.content().isReadable() && !current.isOver()) {
            current.receiver().content(part.content());
        }
        if (object instanceof LastHttpContent) {
            finish(current);
        }
    }

    private boolean isSignOfLife(HttpObject object) {
        var isSign = object instanceof HttpResponse head && head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (isSign) {
            answered = true;
            interim = true;
        }
        return isSign;
    }

    private void finish(RelayExchange current) {
        if (exchange == null) {
            return; // hung up meanwhile
        }
        exchange = null;
        used = true;
        freeSinceNanos = System.nanoTime();
        if (reusable) {
            autoRead(true);
            owner.free(this);
        } else {
            channel.close();
        }
        current.end();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail(new IOException("the worker closed the connection"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(cause);
    }

    private void fail(Throwable cause) {
        var current = exchange;
        exchange = null;
        channel.close();
        if (current == null || current.isOver()) {
            return;
        }
        if (used && !answered) {
            owner.unserved(requireNonNull(current));
        } else {
            current.fail(cause);
        }
    }
}
