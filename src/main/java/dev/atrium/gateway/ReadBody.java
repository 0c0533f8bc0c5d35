package dev.atrium.gateway;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.AggregationOptions;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Reads the whole body, bounded in length and time by the server and in memory by the budget of all bodies, and what
 * the gateway must know of it. It stands behind the key, so that nobody's bodies fill the memory but a known caller's.
 */
final class ReadBody implements DecoratingHttpServiceFunction {

    private final MeteredEndpoint endpoint;
    private final long longest;
    private final Problem memoryFull;
    private final Executor parsing;

    /** @param parsing reads long bodies, away from the event loop */
    ReadBody(MeteredEndpoint endpoint, GatewaySettings settings, Executor parsing) {
        this.endpoint = endpoint;
        this.longest = settings.maxBody().toBytes();
        this.memoryFull = Problems.memoryFull(settings.bufferBytes());
        this.parsing = parsing;
    }

    @Override
    public HttpResponse serve(HttpService delegate, ServiceRequestContext ctx, HttpRequest request) {
        var call = Call.of(ctx);
        var type = request.contentType();
        if (type == null || !type.is(MediaType.JSON) || isEncoded(request)) {
            return Refusal.of(call, Problems.notJson());
        }
        var length = request.headers().contentLength();
        if (length > longest) {
            return Refusal.of(call, Problems.bodyTooLong(longest));
        }
        // One that does not tell its length may have any.
        if (!call.hold(length < 0 ? longest : length)) {
            return Refusal.of(call, memoryFull);
        }
        var whole = request.aggregate(AggregationOptions.builder()
                .executor(ctx.eventLoop())
                .cacheResult(false) // the request would keep the body as long as its answer takes
                .build());
        return HttpResponse.of(
                length < 0 || LargeJson.is(length)
                        ? whole.thenCompose(read -> proceedSlowly(call, delegate, request, read))
                        : whole.thenApply(read -> proceed(call, delegate, request, read)));
    }

    private HttpResponse proceed(Call call, HttpService delegate, HttpRequest request, AggregatedHttpRequest read) {
        // The server's time limit is for the body; engines have limits of their own.
        call.ctx().clearRequestTimeout();
        var content = read.content().array();
        try {
            return proceed(call, delegate, request, content, AskReader.read(endpoint, content));
        } catch (ProblemException e) {
            return Refusal.of(call, e.problem());
        }
    }

    private CompletableFuture<HttpResponse> proceedSlowly(
            Call call, HttpService delegate, HttpRequest request, AggregatedHttpRequest read) {
        if (!LargeJson.is(read.content().length())) {
            return CompletableFuture.completedFuture(proceed(call, delegate, request, read));
        }
        call.ctx().clearRequestTimeout();
        var content = read.content().array();
        return CompletableFuture.supplyAsync(() -> AskReader.read(endpoint, content), parsing)
                .handleAsync(
                        (ask, failure) -> failure == null
                                ? proceed(call, delegate, request, content, ask)
                                : refused(call, failure),
                        call.ctx().eventLoop());
    }

    private HttpResponse proceed(Call call, HttpService delegate, HttpRequest request, byte[] content, Ask ask) {
        call.asked(endpoint, ask.forEngine(content), ask);
        try {
            return delegate.serve(call.ctx(), request);
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private static HttpResponse refused(Call call, Throwable failure) {
        if (failure.getCause() instanceof ProblemException e) {
            return Refusal.of(call, e.problem());
        }
        throw new CompletionException(failure);
    }

    private static boolean isEncoded(HttpRequest request) {
        var encoding = request.headers().get(HttpHeaderNames.CONTENT_ENCODING);
        return encoding != null && !encoding.equalsIgnoreCase("identity");
    }
}
