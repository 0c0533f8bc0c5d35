package dev.atrium.gateway;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.time.InstantSource;

/** Gives every request an id and every answer the header that says it; the outermost decorator. */
final class RequestIds implements DecoratingHttpServiceFunction {

    static final String HEADER = "x-request-id";

    private final InstantSource clock;
    private final ByteBudget budget;
    private final CallLog log;

    RequestIds(InstantSource clock, ByteBudget budget, CallLog log) {
        this.clock = clock;
        this.budget = budget;
        this.log = log;
    }

    @Override
    public HttpResponse serve(HttpService delegate, ServiceRequestContext ctx, HttpRequest request) throws Exception {
        var call = Call.begin(ctx, clock.instant(), budget);
        ctx.setAdditionalResponseHeader(HEADER, call.id().text());
        log.follow(call);
        return delegate.serve(ctx, request);
    }
}
