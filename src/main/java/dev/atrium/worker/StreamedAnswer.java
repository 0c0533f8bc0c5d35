package dev.atrium.worker;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.atrium.agent.Inference;
import dev.atrium.shared.Problem;
import dev.atrium.worker.ChatModel.End;
import dev.atrium.worker.ChatModel.Piece;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An answer as server-sent events. It begins with the first text, so that until then a failure is an error of its own
 * and another replica can be tried.
 */
final class StreamedAnswer implements CallersAnswer {

    private static final int OK = 200;

    private final ServiceRequestContext ctx;
    private final LoadedModel model;
    private final ChatAnswer format;
    private final InferenceMeters.Call call;
    private final int messages;
    private final HttpResponseWriter writer = HttpResponse.streaming();
    private final CompletableFuture<HttpResponse> response = new CompletableFuture<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private boolean begun;

    StreamedAnswer(
            ServiceRequestContext ctx, LoadedModel model, ChatAnswer format, InferenceMeters.Call call, int messages) {
        this.ctx = ctx;
        this.model = model;
        this.format = format;
        this.call = call;
        this.messages = messages;
    }

    @Override
    public CompletableFuture<HttpResponse> response() {
        return response;
    }

    @Override
    public void piece(Piece piece) {
        begin();
        write(format.piece(piece));
    }

    @Override
    public void ended(End end) {
        begin();
        write(format.last(end));
        write(format.usage(end));
        write(ChatAnswer.DONE);
        writer.close();
        if (over.compareAndSet(false, true)) {
            call.answered(messages, (long) end.promptTokens() + end.completionTokens());
        }
    }

    @Override
    public void failed(Throwable cause) {
        if (!begun) {
            response.completeExceptionally(cause);
            return;
        }
        var problem = OpenAiErrors.problem(cause, call.requestId());
        refused(problem);
        write(OpenAiErrors.event(problem));
        writer.close();
    }

    @Override
    public void left() {
        if (!response.completeExceptionally(new CancellationException("the caller left"))) {
            refused(Problem.of(OpenAiErrors.CALLER_LEFT, "caller_left", "The caller did not wait for the answer."));
        }
    }

    private void refused(Problem problem) {
        if (over.compareAndSet(false, true)) {
            call.refused(problem);
        }
    }

    private void begin() {
        if (begun) {
            return;
        }
        begun = true;
        ctx.setAdditionalResponseHeader(Inference.LOAD_HEADER, model.load().header());
        write(ResponseHeaders.builder(OK)
                .contentType(MediaType.EVENT_STREAM)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-cache")
                .build());
        write(format.first());
        response.complete(writer);
    }

    private void write(ResponseHeaders headers) {
        var _ = writer.tryWrite(headers);
    }

    /** A caller who is gone misses nothing. */
    private void write(byte[] event) {
        var _ = writer.tryWrite(HttpData.wrap(event));
    }
}
