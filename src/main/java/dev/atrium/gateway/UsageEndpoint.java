package dev.atrium.gateway;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.atrium.metering.ReceiptAnswer;
import dev.atrium.metering.Receipts;
import dev.atrium.shared.RequestId;
import java.util.Optional;

/** {@code GET /v1/usage/{request id}}: what an earlier call used and cost, for the organization that paid it. */
final class UsageEndpoint implements HttpService {

    private final Receipts receipts;

    UsageEndpoint(Receipts receipts) {
        this.receipts = receipts;
    }

    @Override
    public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
        var call = Call.of(ctx);
        var text = String.valueOf(ctx.pathParam("request"));
        var id = parse(text);
        if (id.isEmpty()) {
            return Refusal.of(call, Problems.unknownRequest(text));
        }
        // The one thing on a caller's way that may ask MySQL; it does so away from the event loop.
        var payer = call.caller().tenant().id();
        return HttpResponse.of(receipts.find(payer, id.get(), ctx.blockingTaskExecutor())
                .thenApply(answer -> answer(call, text, answer)));
    }

    private static HttpResponse answer(Call call, String id, ReceiptAnswer answer) {
        return switch (answer) {
            case ReceiptAnswer.Found(var event) -> Json.response(Receipt.of(event));
            case ReceiptAnswer.Unknown() -> Refusal.of(call, Problems.unknownRequest(id));
            case ReceiptAnswer.DatabaseAway() -> Refusal.of(call, Problems.databaseAway());
        };
    }

    private static Optional<RequestId> parse(String text) {
        try {
            return Optional.of(RequestId.parse(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
