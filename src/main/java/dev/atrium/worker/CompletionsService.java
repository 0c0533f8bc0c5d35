package dev.atrium.worker;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;

/** Tells who asks for the continuation of a bare text what to call instead: engines here continue chats only. */
final class CompletionsService implements HttpService {

    private final ReplicaManager replicas;

    CompletionsService(ReplicaManager replicas) {
        this.replicas = replicas;
    }

    @Override
    public HttpResponse serve(ServiceRequestContext ctx, HttpRequest req) {
        var replica = ctx.pathParam("replica");
        var model = EmbeddingsService.model(replicas, replica);
        if (model == null) {
            throw EmbeddingsService.notHere(replica);
        }
        throw unsupported(model);
    }

    /** What to call of {@code model} instead. */
    static ProblemException unsupported(LoadedModel model) {
        return new ProblemException(Problem.ofField(
                "model",
                "unsupported_by_model",
                model instanceof ChatModel
                        ? "This model continues chats. Call /v1/chat/completions."
                        : "This model makes embeddings. Call /v1/embeddings."));
    }
}
