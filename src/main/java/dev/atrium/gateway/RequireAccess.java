package dev.atrium.gateway;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.atrium.shared.ModelName;

/** Finds the model and version that are meant, among those that the caller may call. */
final class RequireAccess implements DecoratingHttpServiceFunction {

    private final Knowledge knowledge;

    RequireAccess(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    @Override
    public HttpResponse serve(HttpService delegate, ServiceRequestContext ctx, HttpRequest request) throws Exception {
        var call = Call.of(ctx);
        var text = call.ask().model();
        var name = ModelName.parse(text);
        var model =
                name.flatMap(parsed -> knowledge.model(call.caller().tenant().id(), parsed));
        if (model.isEmpty()) {
            return Refusal.of(call, Problems.unknownModel());
        }
        var key = call.caller().key();
        if (!key.allows(model.get().id())) {
            return Refusal.of(
                    call, Problems.modelNotAllowed(key.id(), model.get().path()));
        }
        var target = Target.of(model.get(), name.orElseThrow().selector());
        if (target.isEmpty()) {
            return Refusal.of(call, Problems.unknownVersion(text));
        }
        call.target(target.get());
        return delegate.serve(ctx, request);
    }
}
