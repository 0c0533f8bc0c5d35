package dev.atrium.gateway;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.atrium.keys.ApiKey;
import dev.atrium.keys.KeyCheck;
import dev.atrium.keys.KeySecret;
import java.util.Optional;

/**
 * Lets a request through only with a valid key, and says precisely why not. A key that is not known is looked for once
 * more after the next reading of the change feed: it may have been issued a moment ago.
 */
final class RequireKey implements DecoratingHttpServiceFunction {

    private static final String SCHEME = "Bearer ";

    private final Knowledge knowledge;

    RequireKey(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    @Override
    public HttpResponse serve(HttpService delegate, ServiceRequestContext ctx, HttpRequest request) throws Exception {
        var header = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Refusal.of(Call.of(ctx), Problems.missingKey());
        }
        var secret = header.substring(SCHEME.length()).strip();
        var answer = answer(delegate, ctx, request, secret);
        return answer.isPresent() ? answer.get() : answerAfterNews(delegate, ctx, request, secret);
    }

    /** Empty where nobody has such a key, as far as is known. */
    private Optional<HttpResponse> answer(
            HttpService delegate, ServiceRequestContext ctx, HttpRequest request, String secret) throws Exception {
        var call = Call.of(ctx);
        return switch (knowledge.check(secret, call.acceptedAt())) {
            case KeyCheck.Valid valid -> {
                var caller = callerOf(valid.key());
                if (caller.isEmpty()) {
                    yield Optional.empty();
                }
                call.caller(caller.get());
                yield Optional.of(delegate.serve(ctx, request));
            }
            case KeyCheck.Unknown() -> Optional.empty();
            case KeyCheck.Revoked revoked -> {
                call.showed(revoked.id(), revoked.tenant());
                yield Optional.of(Refusal.of(call, Problems.revokedKey(revoked.id(), revoked.at())));
            }
            case KeyCheck.Expired expired -> {
                call.showed(expired.id(), expired.tenant());
                yield Optional.of(Refusal.of(call, Problems.expiredKey(expired.id(), expired.at())));
            }
        };
    }

    /** A key may be known some milliseconds before its organization is. */
    private Optional<Caller> callerOf(ApiKey key) {
        return knowledge.tenant(key.tenant()).map(tenant -> new Caller(key, tenant));
    }

    private HttpResponse answerAfterNews(
            HttpService delegate, ServiceRequestContext ctx, HttpRequest request, String secret) {
        var unknown = Problems.unknownKey();
        if (KeySecret.parse(secret).isEmpty()) {
            return Refusal.of(Call.of(ctx), unknown);
        }
        return HttpResponse.of(knowledge
                .nextReading()
                .thenApplyAsync(
                        _ -> {
                            try {
                                return answer(delegate, ctx, request, secret)
                                        .orElseGet(() -> Refusal.of(Call.of(ctx), unknown));
                            } catch (Exception e) {
                                return HttpResponse.ofFailure(e);
                            }
                        },
                        ctx.eventLoop()));
    }
}
