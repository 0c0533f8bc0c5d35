package dev.atrium.gateway;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;

/** The end of the chain: relays an admitted call and records it. */
final class ServeCall implements HttpService {

    private final Upstreams upstreams;

    ServeCall(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    @Override
    public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
        var call = Call.of(ctx);
        var serving = call.ask().stream() ? new StreamServing(call, upstreams) : new PlainServing(call, upstreams);
        return serving.start();
    }
}
