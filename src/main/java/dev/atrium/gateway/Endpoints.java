package dev.atrium.gateway;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Route;
import com.linecorp.armeria.server.ServerBuilder;
import dev.atrium.metering.Journal;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Everything that callers can reach: metered endpoints, and the closed list of those that are not. */
final class Endpoints {

    /** @param why it needs no metering */
    record Unmetered(String pattern, String why) {}

    /** The only endpoints that leave no event. A test compares it with what the server really serves. */
    static final List<Unmetered> UNMETERED = List.of(
            new Unmetered("GET /v1/models", "lists what the caller may call; no engine is asked"),
            new Unmetered("GET /v1/models/*", "describes one model; no engine is asked"),
            new Unmetered("GET /v1/usage/:request", "reads the event of an earlier call"));

    private final Upstreams upstreams;
    private final Journal journal;
    private final AtomicInteger inFlight;
    private final HttpService receipts;

    Endpoints(Upstreams upstreams, Journal journal, AtomicInteger inFlight, HttpService receipts) {
        this.upstreams = upstreams;
        this.journal = journal;
        this.inFlight = inFlight;
        this.receipts = receipts;
    }

    void register(ServerBuilder server) {
        for (var endpoint : MeteredEndpoint.values()) {
            server.service(
                    Route.builder()
                            .path(endpoint.path())
                            .methods(HttpMethod.POST)
                            .build(),
                    Metered.of(endpoint, upstreams, journal, inFlight));
        }
        var models = guarded(new ModelsEndpoint(upstreams.knowledge()));
        server.service(get(ModelsEndpoint.PATH), models);
        server.service(
                Route.builder()
                        .pathPrefix(ModelsEndpoint.PATH + "/")
                        .methods(HttpMethod.GET)
                        .build(),
                models);
        server.service(get("/v1/usage/{request}"), guarded(receipts));
    }

    private HttpService guarded(HttpService service) {
        var knowledge = upstreams.knowledge();
        return service.decorate(
                        new RequireFreshness(knowledge, upstreams.settings().staleAfter()))
                .decorate(new RequireKey(knowledge));
    }

    private static Route get(String path) {
        return Route.builder().path(path).methods(HttpMethod.GET).build();
    }
}
