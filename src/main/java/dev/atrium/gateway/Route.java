package dev.atrium.gateway;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.atrium.shared.Problem;
import java.util.Set;

/** Finds a replica that serves the version; none is a refusal, and leaves no event. */
final class Route implements DecoratingHttpServiceFunction {

    private final Knowledge knowledge;
    private final Replicas replicas;

    Route(Knowledge knowledge, Replicas replicas) {
        this.knowledge = knowledge;
        this.replicas = replicas;
    }

    @Override
    public HttpResponse serve(HttpService delegate, ServiceRequestContext ctx, HttpRequest request) throws Exception {
        var call = Call.of(ctx);
        var routes = knowledge.replicas(call.target().version());
        if (routes.isEmpty()) {
            var model = call.ask().model();
            var isDeployed = knowledge.isDeployed(call.target().version());
            return refuse(call, isDeployed ? Problems.noReplica(model) : Problems.notDeployed(model));
        }
        var route = replicas.choose(routes, Set.of());
        if (route == null) {
            return refuse(call, Problems.noReplica(call.ask().model()));
        }
        call.route(route);
        return delegate.serve(ctx, request);
    }

    private static HttpResponse refuse(Call call, Problem problem) {
        call.admission().close();
        return Refusal.of(call, problem);
    }
}
