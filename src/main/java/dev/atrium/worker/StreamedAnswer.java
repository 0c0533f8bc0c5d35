package dev.atrium.worker;

import com.linecorp.armeria.common.MediaType;
import dev.atrium.worker.ChatModel.End;
import dev.atrium.worker.ChatModel.Piece;
import java.time.Duration;

/**
 * An answer as server-sent events. It begins with the first text, so that until then a failure is an error of its own
 * and another replica can be tried.
 */
final class StreamedAnswer implements ChatModel.Listener {

    private final Reply reply;
    private final ChatAnswer format;
    private final ChatRequest request;

    StreamedAnswer(Reply reply, ChatAnswer format, ChatRequest request) {
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
        if (reply.hasBegun()) {
            reply.sendSoon(format.piece(piece));
        } else {
            begin();
            reply.send(format.piece(piece));
        }
    }

    @Override
    public void ended(End end) {
        if (!reply.hasBegun()) {
            begin();
        }
        reply.hold(format.last(end));
        reply.hold(format.usage(end));
        reply.send(ChatAnswer.DONE);
        reply.end(request.messages().size(), (long) end.promptTokens() + end.completionTokens());
    }

    @Override
    public void failed(Throwable cause) {
        reply.fail(cause);
    }

    private void begin() {
        reply.begin(MediaType.EVENT_STREAM);
        reply.hold(format.first());
    }
}
