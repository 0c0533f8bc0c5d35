package dev.atrium.gateway;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.time.Duration;

/** Refuses to serve from what may no longer be true: after too long without news, a revoked key would still work. */
final class RequireFreshness implements DecoratingHttpServiceFunction {

    private final Knowledge knowledge;
    private final Duration limit;

    RequireFreshness(Knowledge knowledge, Duration limit) {
        this.knowledge = knowledge;
        this.limit = limit;
    }

    @Override
    public HttpResponse serve(HttpService delegate, ServiceRequestContext ctx, HttpRequest request) throws Exception {
        var call = Call.of(ctx);
        return knowledge.isStale(call.acceptedAt(), limit)
                ? Refusal.of(call, Problems.stale(limit))
                : delegate.serve(ctx, request);
    }
}
