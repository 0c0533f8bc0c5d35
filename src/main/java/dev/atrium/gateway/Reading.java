package dev.atrium.gateway;

import com.linecorp.armeria.common.logging.RequestLogProperty;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.concurrent.CancellationException;

/**
 * Whether a caller reads its answer, seen by what waits for its connection. Over HTTP/2 nothing waits there that the
 * caller has not asked for, so a slow one looks like one that does not read.
 */
final class Reading {

    /** So many looks, evenly spread over the time that a caller may leave an answer unread. */
    static final int LOOKS = 4;

    private long waiting = -1;
    private int unchanged;

    /** Takes a look. Returns false when none saw a change for as long as may be. On the event loop only. */
    boolean goesOn(ServiceRequestContext ctx) {
        var now = bytesWaiting(ctx);
        if (now != waiting) {
            waiting = now;
            unchanged = 0;
            return true;
        }
        unchanged++;
        return unchanged < LOOKS - 1;
    }

    /**
     * Gives up on a caller. Its answer counts as given once it is queued for the connection, so canceling it would
     * change nothing; where the connection serves nobody else, it is closed.
     */
    static void hangUp(ServiceRequestContext ctx) {
        ctx.cancel(new CancellationException("the caller does not read its answer"));
        if (!ctx.sessionProtocol().isMultiplex()) {
            close(ctx);
        }
    }

    /** Closes the connection, with whatever else runs on it. */
    static void close(ServiceRequestContext ctx) {
        var channel = ctx.log().ensureAvailable(RequestLogProperty.SESSION).channel();
        if (channel != null) {
            // From its first handler: HTTP/2's own would wait for what nobody reads.
            channel.pipeline().firstContext().close();
        }
    }

    private static long bytesWaiting(ServiceRequestContext ctx) {
        var channel = ctx.log().ensureAvailable(RequestLogProperty.SESSION).channel();
        var buffer = channel == null ? null : channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes() - buffer.currentProgress();
    }
}
