package dev.atrium.worker;

import com.linecorp.armeria.common.MediaType;
import dev.atrium.worker.ChatModel.End;
import dev.atrium.worker.ChatModel.Piece;
import dev.atrium.worker.ChatModel.TokenLogprob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An answer in one piece. */
final class WholeAnswer implements ChatModel.Listener {

    private final Reply reply;
    private final ChatAnswer format;
    private final ChatRequest request;
    private final StringBuilder text = new StringBuilder();
    private final List<TokenLogprob> logprobs = new ArrayList<>();

    WholeAnswer(Reply reply, ChatAnswer format, ChatRequest request) {
        this.reply = reply;
        this.format = format;
        this.request = request;
    }

    @Override
    public void working() {
        reply.working();
    }

    @Override
    public void started(Duration queued) {
        reply.started(queued);
    }

    @Override
    public void piece(Piece piece) {
        text.append(piece.text());
        logprobs.addAll(piece.tokens());
    }

    @Override
    public void ended(End end) {
        var body = format.whole(text.toString(), request.logprobs() == null ? null : logprobs, end);
        reply.begin(MediaType.JSON);
        reply.send(body);
        reply.end(request.messages().size(), (long) end.promptTokens() + end.completionTokens());
    }

    @Override
    public void failed(Throwable cause) {
        reply.fail(cause);
    }
}
