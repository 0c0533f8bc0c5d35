package dev.atrium.worker;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.atrium.agent.Inference;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.ReplicaId;
import dev.atrium.worker.EmbeddingModel.Embeddings;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** {@code POST /replicas/{replica}/v1/embeddings}. */
final class EmbeddingsService implements HttpService {

    private static final int NOT_FOUND = 404;
    private static final int OK = 200;

    private final ReplicaManager replicas;
    private final Executor preparing;
    private final JsonBodies bodies;
    private final InferenceMeters meters;

    /** @param preparing bounded; parses and tokenizes, which takes too long for an event loop */
    EmbeddingsService(ReplicaManager replicas, Executor preparing, JsonBodies bodies, InferenceMeters meters) {
        this.replicas = replicas;
        this.preparing = preparing;
        this.bodies = bodies;
        this.meters = meters;
    }

    @Override
    public HttpResponse serve(ServiceRequestContext ctx, HttpRequest req) {
        var call = meters.start(
                "embeddings", req.headers().get(Inference.REQUEST_ID_HEADER, "-"), ctx.pathParam("replica"));
        var loaded = model(replicas, ctx.pathParam("replica"));
        var answer = loaded == null
                ? CompletableFuture.<HttpResponse>failedFuture(notHere(ctx.pathParam("replica")))
                : bodies.read(ctx, req).thenCompose(body -> answer(ctx, body, loaded, call));
        return HttpResponse.of(answer.exceptionally(thrown -> {
            var problem = OpenAiErrors.problem(thrown, call.requestId());
            call.refused(problem);
            return withLoad(ctx, OpenAiErrors.response(problem), loaded);
        }));
    }

    private CompletableFuture<HttpResponse> answer(
            ServiceRequestContext ctx, byte[] body, LoadedModel loaded, InferenceMeters.Call call) {
        try {
            return CompletableFuture.supplyAsync(() -> prepare(body, loaded), preparing)
                    .thenCompose(prepared -> {
                        ctx.whenRequestCancelling().thenRun(() -> prepared.job().cancel(false));
                        return prepared.job().thenApply(done -> respond(ctx, prepared.request(), done, loaded, call));
                    });
        } catch (RejectedExecutionException _) {
            throw EmbeddingQueue.busy("This worker has too many requests waiting.");
        }
    }

    private record Prepared(EmbeddingsRequest request, CompletableFuture<Embeddings> job) {}

    private static Prepared prepare(byte[] body, LoadedModel loaded) {
        var request = EmbeddingsParser.parse(body);
        if (!(loaded instanceof EmbeddingModel model)) {
            throw new ProblemException(Problem.ofField(
                    "model", "unsupported_by_model", "This model does not make embeddings. Call one that does."));
        }
        return new Prepared(request, model.embed(request.inputs()));
    }

    private static HttpResponse respond(
            ServiceRequestContext ctx,
            EmbeddingsRequest request,
            Embeddings done,
            LoadedModel loaded,
            InferenceMeters.Call call) {
        var body = EmbeddingsAnswer.write(request, done);
        call.started(done.queued());
        call.answered(request.inputs().size(), done.tokens());
        var headers = ResponseHeaders.builder(OK)
                .contentType(MediaType.JSON)
                .set(Inference.QUEUE_HEADER, Inference.queued(done.queued()))
                .build();
        return withLoad(ctx, HttpResponse.of(headers, HttpData.wrap(body)), loaded);
    }

    private static HttpResponse withLoad(
            ServiceRequestContext ctx, HttpResponse response, @Nullable LoadedModel loaded) {
        if (loaded != null) {
            ctx.setAdditionalResponseHeader(Inference.LOAD_HEADER, loaded.load().header());
        }
        return response;
    }

    /** The model of a replica, or null when it does not run here. */
    static @Nullable LoadedModel model(ReplicaManager replicas, String replica) {
        try {
            return replicas.model(ReplicaId.parse(replica));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    static ProblemException notHere(String replica) {
        return new ProblemException(Problem.of(
                NOT_FOUND,
                Inference.REPLICA_NOT_HERE,
                "Replica %s does not run here. Try another.".formatted(replica)));
    }
}
