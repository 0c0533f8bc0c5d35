package dev.atrium.worker;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.atrium.shared.Problem;

/** Lets nobody in but the gateways that the portal named. */
final class GatewayCheck implements DecoratingHttpServiceFunction {

    private static final String SCHEME = "Bearer ";
    private static final int UNAUTHORIZED = 401;

    private final Gateways gateways;

    GatewayCheck(Gateways gateways) {
        this.gateways = gateways;
    }

    @Override
    public HttpResponse serve(HttpService delegate, ServiceRequestContext ctx, HttpRequest req) throws Exception {
        if (gateways.admits(token(req))) {
            return delegate.serve(ctx, req);
        }
        req.abort();
        return OpenAiErrors.response(Problem.of(
                UNAUTHORIZED,
                "invalid_gateway_token",
                "This worker answers gateways only, with a token that they signed for it and that has not expired."));
    }

    /** The token that was sent, or an empty text. */
    static String token(HttpRequest req) {
        var header = req.headers().get(HttpHeaderNames.AUTHORIZATION, "");
        return header.startsWith(SCHEME) ? header.substring(SCHEME.length()) : "";
    }
}
