package dev.atrium.gateway;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One request of {@link NettyRelay}; used on its event loop only. */
final class RelayExchange implements Relay.Exchange {

    private static final int HEAD_ROOM = 512;

    private Relay.@Nullable Outgoing outgoing;
    private final String host;
    private final Relay.Receiver receiver;
    private @Nullable RelayConnection connection;
    private boolean paused;
    private boolean over;

    RelayExchange(Relay.Outgoing outgoing, String host, Relay.Receiver receiver) {
        this.outgoing = outgoing;
        this.host = host;
        this.receiver = receiver;
    }

    Relay.Receiver receiver() {
        return receiver;
    }

    boolean isOver() {
        return over;
    }

    boolean isPaused() {
        return paused;
    }

    void runsOn(RelayConnection value) {
        connection = value;
    }

    /** The worker has the request, and will not get it again. */
    void answered() {
        outgoing = null;
    }

    void end() {
        if (!over) {
            over = true;
            receiver.end();
        }
    }

    void fail(Throwable cause) {
        if (!over) {
            over = true;
            receiver.failed(cause);
        }
    }

    @Override
    public void pause() {
        paused = true;
        if (connection != null && !over) {
            connection.autoRead(false);
        }
    }

    @Override
    public void resume() {
        paused = false;
        if (connection != null && !over) {
            connection.autoRead(true);
        }
    }

    @Override
    public void cancel() {
        if (!over) {
            over = true;
            if (connection != null) {
                connection.hangUp();
            }
        }
    }

    /** The whole request in one buffer. Every value in its head is ours, so nothing needs escaping. */
    ByteBuf encode(ByteBufAllocator allocator) {
        var request = requireNonNull(outgoing, "outgoing");
        var body = request.body();
        var buffer = allocator.buffer(HEAD_ROOM + body.length);
        var head = "POST " + request.path() + " HTTP/1.1\r\nhost: " + host + "\r\nauthorization: Bearer "
                + request.token() + "\r\nx-request-id: " + request.requestId()
                + "\r\ncontent-type: application/json\r\ncontent-length: " + body.length + "\r\n\r\n";
        buffer.writeCharSequence(head, StandardCharsets.US_ASCII);
        return buffer.writeBytes(body);
    }
}
