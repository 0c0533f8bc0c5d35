package dev.atrium.gateway;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.AggregationOptions;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpObject;
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
import org.reactivestreams.Publisher;

/**
 * Reads the whole body, bounded in length and time by the server and in memory by the budget of all bodies, and what
 * the gateway must know of it. It stands behind the key, so that nobody's bodies fill the memory but a known caller's.
 */
final class ReadBody implements DecoratingHttpServiceFunction {

    /** Bodies up to here are not worth counting piece by piece. */
    private static final int SHORT = 64 * 1024;

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
        var isShort = 0 <= length && length <= SHORT;
        if (isShort && !call.hold(length)) {
            return Refusal.of(call, memoryFull);
        }
        var counted = isShort ? request : counted(call, request);
        var whole = counted.aggregate(AggregationOptions.builder()
                .executor(ctx.eventLoop())
                .cacheResult(false) // the request would keep the body as long as its answer takes
                .build());
        if (isShort) {
            return HttpResponse.of(whole.thenApply(read -> proceed(call, delegate, request, read)));
        }
        return HttpResponse.of(whole.thenCompose(read -> proceedSlowly(call, delegate, request, read))
                .exceptionally(failure -> refused(call, failure)));
    }

    /** Through a publisher, since Armeria would else collect the whole body before it counts the first piece. */
    private HttpRequest counted(Call call, HttpRequest request) {
        var pieces = request.peekData(data -> hold(call, data));
        return HttpRequest.of(request.headers(), (Publisher<HttpObject>) subscriber -> pieces.subscribe(subscriber));
    }

    /** Memory is taken as bytes come: what a caller merely announces must cost the others nothing. */
    private void hold(Call call, HttpData data) {
        if (!call.hold(data.length())) {
            throw new ProblemException(memoryFull);
        }
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
        var cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof ProblemException e) {
            return Refusal.of(call, e.problem());
        }
        throw new CompletionException(cause);
    }

    private static boolean isEncoded(HttpRequest request) {
        var encoding = request.headers().get(HttpHeaderNames.CONTENT_ENCODING);
        return encoding != null && !encoding.equalsIgnoreCase("identity");
    }
}
