package dev.atrium.worker;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import java.util.concurrent.CompletableFuture;

/** Reads bodies of requests. They stay in memory until they are answered, so their sum is bounded. */
final class JsonBodies {

    private static final int UNSUPPORTED_TYPE = 415;

    private final BodyBudget budget;

    JsonBodies(BodyBudget budget) {
        this.budget = budget;
    }

    /** Fails with 503 when too much is in memory already, and with 415 for what is no JSON. */
    CompletableFuture<byte[]> read(ServiceRequestContext ctx, HttpRequest req) {
        var declared = req.headers().contentLength();
        var bytes = declared < 0 ? ctx.maxRequestLength() : Math.min(declared, ctx.maxRequestLength());
        if (!budget.take(bytes)) {
            return CompletableFuture.failedFuture(
                    EmbeddingQueue.busy("This worker has too many bytes of requests waiting."));
        }
        ctx.log().whenComplete().thenRun(() -> budget.giveBack(bytes));
        return req.aggregate().thenApply(JsonBodies::content);
    }

    private static byte[] content(AggregatedHttpRequest body) {
        var type = body.contentType();
        if (!MediaType.JSON.is(type == null ? MediaType.ANY_TYPE : type.withoutParameters())) {
            throw new ProblemException(Problem.of(
                    UNSUPPORTED_TYPE, "unsupported_media_type", "Send the body as 'content-type: application/json'."));
        }
        return body.content().array();
    }
}
