package dev.atrium.gateway;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.atrium.keys.ApiKey;
import dev.atrium.keys.KeyCheck;
import java.util.Optional;

/** Lets a request through only with a valid key, and says precisely why not. */
final class RequireKey implements DecoratingHttpServiceFunction {

    private static final String SCHEME = "Bearer ";

    private final Knowledge knowledge;

    RequireKey(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    @Override
    public HttpResponse serve(HttpService delegate, ServiceRequestContext ctx, HttpRequest request) throws Exception {
        var call = Call.of(ctx);
        var header = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Refusal.of(call, Problems.missingKey());
        }
        return switch (knowledge.check(header.substring(SCHEME.length()).strip(), call.acceptedAt())) {
            case KeyCheck.Valid valid -> {
                var caller = callerOf(valid.key());
                if (caller.isEmpty()) {
                    yield Refusal.of(call, Problems.unknownKey());
                }
                call.caller(caller.get());
                yield delegate.serve(ctx, request);
            }
            case KeyCheck.Unknown() -> Refusal.of(call, Problems.unknownKey());
            case KeyCheck.Revoked revoked -> {
                call.showed(revoked.id(), revoked.tenant());
                yield Refusal.of(call, Problems.revokedKey(revoked.id(), revoked.at()));
            }
            case KeyCheck.Expired expired -> {
                call.showed(expired.id(), expired.tenant());
                yield Refusal.of(call, Problems.expiredKey(expired.id(), expired.at()));
            }
        };
    }

    /** A key may be known some milliseconds before its organization is. */
    private Optional<Caller> callerOf(ApiKey key) {
        return knowledge.tenant(key.tenant()).map(tenant -> new Caller(key, tenant));
    }
}
