package dev.atrium.worker;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.atrium.agent.Inference;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** {@code POST /replicas/{replica}/v1/chat/completions}. */
final class ChatService implements HttpService {

    private final ReplicaManager replicas;
    private final Executor preparing;
    private final JsonBodies bodies;
    private final InferenceMeters meters;
    private final Clock clock;

    /** @param preparing bounded; parses, renders and tokenizes, which takes too long for an event loop */
    ChatService(ReplicaManager replicas, Executor preparing, JsonBodies bodies, InferenceMeters meters, Clock clock) {
        this.replicas = replicas;
        this.preparing = preparing;
        this.bodies = bodies;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public HttpResponse serve(ServiceRequestContext ctx, HttpRequest req) {
        var replica = ctx.pathParam("replica");
        var call = meters.start("chat", req.headers().get(Inference.REQUEST_ID_HEADER, "-"), replica);
        var loaded = EmbeddingsService.model(replicas, replica);
        var leave = new CompletableFuture<Runnable>();
        var answer = loaded == null
                ? CompletableFuture.<HttpResponse>failedFuture(EmbeddingsService.notHere(replica))
                : bodies.read(ctx, req).thenCompose(body -> answer(ctx, body, loaded, call, leave));
        var response = HttpResponse.of(answer.exceptionally(thrown -> {
            var problem = OpenAiErrors.problem(thrown, call.requestId());
            call.refused(problem);
            return OpenAiErrors.response(problem);
        }));
        whenCallerLeaves(ctx, response, leave);
        return response;
    }

    /** A caller who hangs up before the answer begins cancels the request, and later its response. */
    private static void whenCallerLeaves(
            ServiceRequestContext ctx, HttpResponse response, CompletableFuture<Runnable> leave) {
        ctx.whenRequestCancelling().thenRun(() -> leave.thenAccept(Runnable::run));
        response.whenComplete().exceptionally(_ -> {
            leave.thenAccept(Runnable::run);
            return null;
        });
    }

    /** Done once the answer begins, or is whole where it is not streamed. */
    private CompletableFuture<HttpResponse> answer(
            ServiceRequestContext ctx,
            byte[] body,
            LoadedModel loaded,
            InferenceMeters.Call call,
            CompletableFuture<Runnable> leave) {
        try {
            return CompletableFuture.supplyAsync(() -> start(ctx, body, loaded, call, leave), preparing)
                    .thenCompose(CallersAnswer::response);
        } catch (RejectedExecutionException _) {
            throw EmbeddingQueue.busy("This worker has too many requests waiting.");
        }
    }

    private CallersAnswer start(
            ServiceRequestContext ctx,
            byte[] body,
            LoadedModel loaded,
            InferenceMeters.Call call,
            CompletableFuture<Runnable> leave) {
        if (!(loaded instanceof ChatModel model)) {
            throw CompletionsService.unsupported(loaded);
        }
        var request = ChatParser.parse(body);
        var format =
                new ChatAnswer("chatcmpl-" + call.requestId(), clock.instant().getEpochSecond(), request.model());
        var answer = request.stream()
                ? new StreamedAnswer(
                        ctx, loaded, format, call, request.messages().size())
                : new WholeAnswer(ctx, loaded, format, call, request);
        var running = model.chat(request, answer);
        leave.complete(() -> {
            running.cancel();
            answer.left();
        });
        return answer;
    }
}
