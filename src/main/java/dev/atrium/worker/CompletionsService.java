package dev.atrium.worker;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;

/** Tells who asks an embedding model for text what to call instead. No engine here makes text. */
final class CompletionsService implements HttpService {

    private final ReplicaManager replicas;

    CompletionsService(ReplicaManager replicas) {
        this.replicas = replicas;
    }

    @Override
    public HttpResponse serve(ServiceRequestContext ctx, HttpRequest req) {
        var replica = ctx.pathParam("replica");
        if (EmbeddingsService.model(replicas, replica) == null) {
            throw EmbeddingsService.notHere(replica);
        }
        throw new ProblemException(
                Problem.ofField("model", "unsupported_by_model", "This model makes embeddings. Call /v1/embeddings."));
    }
}
