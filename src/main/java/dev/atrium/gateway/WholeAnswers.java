package dev.atrium.gateway;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.logging.RequestLogProperty;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpUtil;

/**
 * Lets head and content of an answer go out in one write to the socket. Armeria takes the content from an answer
 * when the head is written; here the head of an answer with a content of known length counts as written as soon as
 * it is queued. If the connection breaks, the content's own promise tells.
 */
final class WholeAnswers extends ChannelOutboundHandlerAdapter {

    private static final String NAME = "whole-answers";

    private WholeAnswers() {}

    /** Decorates a service. The connection's first request adds the handler: only now its codec is in place. */
    static HttpResponse serve(HttpService delegate, ServiceRequestContext ctx, HttpRequest request) throws Exception {
        var channel = ctx.log().ensureAvailable(RequestLogProperty.SESSION).channel();
        if (channel != null && channel.pipeline().context(NAME) == null) {
            channel.pipeline().addLast(NAME, new WholeAnswers());
        }
        return delegate.serve(ctx, request);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof io.netty.handler.codec.http.HttpResponse head
                && !(head instanceof FullHttpResponse)
                && HttpUtil.getContentLength(head, 0L) > 0) {
            ctx.write(message, ctx.newPromise());
            promise.trySuccess();
        } else {
            ctx.write(message, promise);
        }
    }
}
