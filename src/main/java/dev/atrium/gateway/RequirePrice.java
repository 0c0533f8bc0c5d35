package dev.atrium.gateway;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;

/** Fixes the price at admission. No price in the payer's currency is a refusal; free is an explicit zero. */
final class RequirePrice implements DecoratingHttpServiceFunction {

    private final Knowledge knowledge;

    RequirePrice(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    @Override
    public HttpResponse serve(HttpService delegate, ServiceRequestContext ctx, HttpRequest request) throws Exception {
        var call = Call.of(ctx);
        var model = call.target().model();
        var currency = call.caller().tenant().currency();
        var price = knowledge.price(model.id(), currency, call.acceptedAt());
        if (price.isEmpty()) {
            return Refusal.of(call, Problems.priceMissing(model.path(), currency));
        }
        call.price(price.get());
        return delegate.serve(ctx, request);
    }
}
