package dev.atrium.worker;

import dev.atrium.worker.ChatModel.End;
import dev.atrium.worker.ChatModel.Piece;
import dev.atrium.worker.ChatModel.TokenLogprob;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps what it hears. */
final class HeardAnswer implements ChatModel.Listener {

    final List<String> pieces = new CopyOnWriteArrayList<>();
    final List<TokenLogprob> tokens = new CopyOnWriteArrayList<>();
    final CompletableFuture<End> end = new CompletableFuture<>();

    /** What the model read, where a test says so. */
    String prompt = "";

    /** How long it waited; null before its first step. */
    volatile @Nullable Duration queued;

    private final CompletableFuture<?> begin;

    HeardAnswer() {
        this(CompletableFuture.completedFuture(null));
    }

    /** @param begin before it no step is computed */
    HeardAnswer(CompletableFuture<?> begin) {
        this.begin = begin;
    }

    @Override
    public void working() {
        begin.join();
    }

    @Override
    public void started(Duration waited) {
        queued = waited;
    }

    @Override
    public void piece(Piece piece) {
        pieces.add(piece.text());
        tokens.addAll(piece.tokens());
    }

    @Override
    public void ended(End how) {
        end.complete(how);
    }

    @Override
    public void failed(Throwable cause) {
        end.completeExceptionally(cause);
    }

    String text() {
        return pieces.stream().collect(Collectors.joining());
    }
}
