package dev.atrium.worker;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.atrium.agent.Inference;
import dev.atrium.worker.ChatModel.End;
import dev.atrium.worker.ChatModel.Piece;
import dev.atrium.worker.ChatModel.TokenLogprob;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** An answer in one piece. */
final class WholeAnswer implements CallersAnswer {

    private static final int OK = 200;

    private final ServiceRequestContext ctx;
    private final LoadedModel model;
    private final ChatAnswer format;
    private final InferenceMeters.Call call;
    private final ChatRequest request;
    private final StringBuilder text = new StringBuilder();
    private final List<TokenLogprob> logprobs = new ArrayList<>();
    private final CompletableFuture<HttpResponse> response = new CompletableFuture<>();

    WholeAnswer(
            ServiceRequestContext ctx,
            LoadedModel model,
            ChatAnswer format,
            InferenceMeters.Call call,
            ChatRequest request) {
        this.ctx = ctx;
        this.model = model;
        this.format = format;
        this.call = call;
        this.request = request;
    }

    @Override
    public CompletableFuture<HttpResponse> response() {
        return response;
    }

    @Override
    public void piece(Piece piece) {
        text.append(piece.text());
        logprobs.addAll(piece.tokens());
    }

    @Override
    public void ended(End end) {
        var body = format.whole(text.toString(), request.logprobs() == null ? null : logprobs, end);
        call.answered(request.messages().size(), (long) end.promptTokens() + end.completionTokens());
        ctx.setAdditionalResponseHeader(Inference.LOAD_HEADER, model.load().header());
        var headers = ResponseHeaders.builder(OK).contentType(MediaType.JSON).build();
        response.complete(HttpResponse.of(headers, HttpData.wrap(body)));
    }

    @Override
    public void failed(Throwable cause) {
        response.completeExceptionally(cause);
    }

    @Override
    public void left() {
        response.completeExceptionally(new CancellationException("the caller left"));
    }
}
