package dev.atrium.gateway;

import com.linecorp.armeria.common.ExchangeType;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.RoutingContext;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import dev.atrium.metering.Journal;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An endpoint behind the whole chain: key, freshness, body, access, price, admission, route, relay with metering.
 * There is no other way to make one, so that nothing is relayed that is not recorded.
 */
final class Metered extends SimpleDecoratingHttpService {

    private final MeteredEndpoint endpoint;

    private Metered(MeteredEndpoint endpoint, HttpService chain) {
        super(chain);
        this.endpoint = endpoint;
    }

    /** @param inFlight counts the admitted requests of all endpoints together */
    static Metered of(MeteredEndpoint endpoint, Upstreams upstreams, Journal journal, AtomicInteger inFlight) {
        var knowledge = upstreams.knowledge();
        var settings = upstreams.settings();
        var chain = new ServeCall(upstreams)
                .decorate(new Route(knowledge, upstreams.replicas()))
                .decorate(new Admit(journal, settings.maxInFlight(), inFlight))
                .decorate(new RequirePrice(knowledge))
                .decorate(new RequireAccess(knowledge))
                .decorate(new ReadBody(endpoint, settings, upstreams.parsing()))
                .decorate(new RequireFreshness(knowledge, settings.staleAfter()))
                .decorate(new RequireKey(knowledge));
        return new Metered(endpoint, chain);
    }

    @Override
    public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) throws Exception {
        return unwrap().serve(ctx, request);
    }

    /** Bodies come as streams, so that a stranger's is refused before it is read. */
    @Override
    public ExchangeType exchangeType(RoutingContext routing) {
        return endpoint.streams() ? ExchangeType.BIDI_STREAMING : ExchangeType.REQUEST_STREAMING;
    }
}
