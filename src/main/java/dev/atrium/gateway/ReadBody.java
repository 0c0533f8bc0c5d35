package dev.atrium.gateway;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.atrium.shared.ProblemException;
import java.util.concurrent.CompletionException;

/**
 * Reads the whole body, bounded in length and time by the server, and what the gateway must know of it. It stands
 * behind the key, so that nobody's bodies fill the memory but a known caller's.
 */
final class ReadBody implements DecoratingHttpServiceFunction {

    private final MeteredEndpoint endpoint;

    ReadBody(MeteredEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public HttpResponse serve(HttpService delegate, ServiceRequestContext ctx, HttpRequest request) {
        var call = Call.of(ctx);
        var type = request.contentType();
        if (type == null || !type.is(MediaType.JSON) || isEncoded(request)) {
            return Refusal.of(call, Problems.notJson());
        }
        return HttpResponse.of(request.aggregate().thenApply(body -> proceed(call, delegate, request, body)));
    }

    private HttpResponse proceed(Call call, HttpService delegate, HttpRequest request, AggregatedHttpRequest body) {
        // The server's time limit is for the body; engines have limits of their own.
        call.ctx().clearRequestTimeout();
        var content = body.content().array();
        try {
            call.asked(endpoint, content, AskReader.read(endpoint, content));
            return delegate.serve(call.ctx(), request);
        } catch (ProblemException e) {
            return Refusal.of(call, e.problem());
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private static boolean isEncoded(HttpRequest request) {
        var encoding = request.headers().get(HttpHeaderNames.CONTENT_ENCODING);
        return encoding != null && !encoding.equalsIgnoreCase("identity");
    }
}
