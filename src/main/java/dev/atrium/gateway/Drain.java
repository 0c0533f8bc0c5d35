package dev.atrium.gateway;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.concurrent.atomic.AtomicBoolean;

/** From a certain moment on refuses new requests and has connections closed after their answers. */
final class Drain implements DecoratingHttpServiceFunction {

    private final AtomicBoolean begun = new AtomicBoolean();

    /** Returns false when it had begun before. */
    boolean begin() {
        return begun.compareAndSet(false, true);
    }

    @Override
    public HttpResponse serve(HttpService delegate, ServiceRequestContext ctx, HttpRequest request) throws Exception {
        if (begun.get()) {
            ctx.setAdditionalResponseHeader(HttpHeaderNames.CONNECTION, "close");
            return Refusal.of(Call.of(ctx), Problems.shuttingDown());
        }
        return delegate.serve(ctx, request);
    }
}
