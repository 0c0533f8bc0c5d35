package dev.atrium.gateway;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;

/** From a certain moment on refuses new requests and has connections closed after their answers. */
final class Drain implements DecoratingHttpServiceFunction {

    private volatile boolean begun;

    void begin() {
        begun = true;
    }

    @Override
    public HttpResponse serve(HttpService delegate, ServiceRequestContext ctx, HttpRequest request) throws Exception {
        if (begun) {
            ctx.setAdditionalResponseHeader(HttpHeaderNames.CONNECTION, "close");
            return Refusal.of(Call.of(ctx), Problems.shuttingDown());
        }
        return delegate.serve(ctx, request);
    }
}
