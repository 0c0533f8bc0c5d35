package dev.atrium.worker;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.atrium.agent.Inference;
import dev.atrium.worker.ChatModel.Running;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** {@code POST /replicas/{replica}/v1/chat/completions}. */
final class ChatService implements HttpService {

    private final ReplicaManager replicas;
    private final Executor preparing;
    private final JsonBodies bodies;
    private final InferenceMeters meters;
    private final Duration sign;
    private final Clock clock;

    /**
     * @param preparing bounded; parses, renders and tokenizes, which takes too long for an event loop
     * @param sign      a caller hears something at least this often
     */
    ChatService(
            ReplicaManager replicas,
            Executor preparing,
            JsonBodies bodies,
            InferenceMeters meters,
            Duration sign,
            Clock clock) {
        this.replicas = replicas;
        this.preparing = preparing;
        this.bodies = bodies;
        this.meters = meters;
        this.sign = sign;
        this.clock = clock;
    }

    @Override
    public HttpResponse serve(ServiceRequestContext ctx, HttpRequest req) {
        var replica = ctx.pathParam("replica");
        var requestId = req.headers().get(Inference.REQUEST_ID_HEADER, "-");
        var model = EmbeddingsService.model(replicas, replica);
        var timer = ctx.eventLoop().withoutContext();
        var reply = new Reply(meters.start("chat", requestId, replica), model, sign, timer);
        var running = bodies.read(ctx, req)
                .thenCompose(body -> prepared(() -> start(body, replica, model, reply, "chatcmpl-" + requestId)));
        running.exceptionally(thrown -> {
            reply.fail(thrown);
            return null;
        });
        whenCallerLeaves(ctx, reply, running);
        return reply.response();
    }

    /** A caller who hangs up before the head is there cancels the request, and later its response. */
    private static void whenCallerLeaves(ServiceRequestContext ctx, Reply reply, CompletableFuture<Running> running) {
        Runnable leave = () -> {
            running.thenAccept(Running::cancel);
            reply.left();
        };
        ctx.whenRequestCancelling().thenRun(leave);
        reply.response().whenComplete().exceptionally(_ -> {
            leave.run();
            return null;
        });
    }

    private interface Preparation {
        Running start();
    }

    private CompletableFuture<Running> prepared(Preparation preparation) {
        try {
            return CompletableFuture.supplyAsync(preparation::start, preparing);
        } catch (RejectedExecutionException _) {
            throw EmbeddingQueue.busy("This worker has too many requests waiting.");
        }
    }

    private Running start(byte[] body, String replica, @Nullable LoadedModel loaded, Reply reply, String id) {
        if (loaded == null) {
            throw EmbeddingsService.notHere(replica);
        }
        if (!(loaded instanceof ChatModel model)) {
            throw CompletionsService.unsupported(loaded);
        }
        var request = ChatParser.parse(body);
        var format = new ChatAnswer(id, clock.instant().getEpochSecond(), request.model());
        return model.chat(
                request,
                request.stream()
                        ? new StreamedAnswer(reply, format, request)
                        : new WholeAnswer(reply, format, request));
    }
}
