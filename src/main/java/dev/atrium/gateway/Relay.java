package dev.atrium.gateway;

import dev.atrium.pool.ReplicaRoute;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/** Carries one request to a worker and its answer back. Small, so that another way of doing it can take its place. */
interface Relay extends AutoCloseable {

    /** Sends {@code outgoing} to the worker of {@code route}. Everything happens on {@code loop}, the caller's thread. */
    Exchange send(EventLoop loop, ReplicaRoute route, Outgoing outgoing, Receiver receiver);

    /** Closes the connections that nobody uses. */
    @Override
    void close();

    /**
     * What is sent. No header of the caller's goes along; these are made anew.
     *
     * @param path      path on the worker
     * @param token     the gateway's token
     * @param requestId for the worker's log
     * @param body      JSON
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never altered
    record Outgoing(String path, String token, String requestId, byte[] body) {

        /** Leaves the token and the body out: neither may reach a log. */
        @Override
        public String toString() {
            return "Outgoing[path=%s, requestId=%s]".formatted(path, requestId);
        }
    }

    /**
     * The beginning of an answer.
     *
     * @param load   value of the worker's load header, or null for none
     * @param queued value of its queue header, or null for none
     */
    record Head(
            int status,
            @Nullable String contentType,
            @Nullable String load,
            @Nullable String queued) {}

    /** A request under way. Its methods are called on its event loop. */
    interface Exchange {

        /** Stops reading the answer until {@link #resume()}, so that the engine waits. */
        void pause();

        void resume();

        /** Hangs up, so that the engine stops. Nothing is received afterwards. Safe to call again. */
        void cancel();
    }

    /** Gets the answer: signs of life, a head, parts of content, and one end or failure. */
    interface Receiver {

        /** The worker computes, and has nothing to say yet. */
        default void working() {}

        void head(Head head);

        /** @param part valid during this call only */
        void content(ByteBuf part);

        void end();

        /** The worker cannot be reached, or broke off. */
        void failed(Throwable cause);
    }
}
