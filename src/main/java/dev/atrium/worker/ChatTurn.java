package dev.atrium.worker;

import ai.onnxruntime.OrtException;
import dev.atrium.worker.ChatModel.End;
import dev.atrium.worker.ChatModel.Listener;
import dev.atrium.worker.ChatModel.Piece;
import dev.atrium.worker.ChatModel.Reason;
import dev.atrium.worker.ChatModel.TokenLogprob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One answer: its chat is read in some steps, then each step makes one token. Used by one thread at a time. */
final class ChatTurn implements ChatTurns.Turn {

    /**
     * What all answers of a model share.
     *
     * @param chunk tokens of a chat that one step reads
     * @param ends  tokens that end an answer
     */
    record Shared(OnnxDecoder decoder, TokenText.Decoder text, int chunk, Set<Integer> ends) {}

    private final Shared shared;
    private final long[] prompt;
    private final int maxTokens;
    private final @Nullable Integer logprobs;
    private final Listener listener;
    private final Sampler sampler;
    private final TokenText characters;
    private final StopText stops;
    private final OnnxDecoder.Cache cache = new OnnxDecoder.Cache();
    private final List<TokenLogprob> untold = new ArrayList<>();
    private final long submittedNanos = System.nanoTime();
    private boolean started;
    private long last;
    private int generated;
    private boolean over;
    private volatile boolean canceled;

    /** @param maxTokens at least 1; the prompt and they fit into the context */
    ChatTurn(Shared shared, long[] prompt, int maxTokens, ChatRequest request, Listener listener) {
        this.shared = shared;
        this.prompt = prompt;
        this.maxTokens = maxTokens;
        this.logprobs = request.logprobs();
        this.listener = listener;
        this.sampler = new Sampler(request.sampling());
        this.characters = new TokenText(shared.text());
        this.stops = new StopText(request.stop());
    }

    @Override
    public long memory() {
        return (prompt.length + (long) maxTokens) * shared.decoder().shape().memoryPerToken();
    }

    @Override
    public boolean isCanceled() {
        return canceled;
    }

    void cancel() {
        canceled = true;
    }

    @Override
    public void waits() {
        listener.working();
    }

    @Override
    public void close(@Nullable Throwable cause) {
        cache.close();
        if (!over && !canceled && cause != null) {
            over = true;
            listener.failed(cause);
        }
    }

    /** Computes one step, and returns whether another one follows. */
    boolean step() throws OrtException {
        if (canceled) {
            return false;
        }
        start();
        var read = cache.length();
        listener.working();
        if (read < prompt.length - shared.chunk()) {
            shared.decoder().step(cache, Arrays.copyOfRange(prompt, read, read + shared.chunk()), false);
            return true;
        }
        var tokens = read < prompt.length ? Arrays.copyOfRange(prompt, read, prompt.length) : new long[] {last};
        var logits = shared.decoder().step(cache, tokens, true);
        return logits != null && !canceled && generate(logits);
    }

    private void start() {
        if (!started) {
            started = true;
            listener.started(Duration.ofNanos(System.nanoTime() - submittedNanos));
        }
    }

    private boolean generate(float[] logits) {
        var likelihoods = logprobs == null ? null : new Logprobs(logits);
        var token = sampler.choose(logits);
        last = token;
        generated++;
        if (shared.ends().contains(token)) {
            return end(Reason.STOP);
        }
        if (likelihoods != null && logprobs != null) {
            untold.add(likelihoods.of(token, logprobs, this::alone));
        }
        tell(stops.add(characters.add(token)));
        if (stops.hasStopped()) {
            return end(Reason.STOP);
        }
        return generated < maxTokens || end(Reason.LENGTH);
    }

    private String alone(int token) {
        return shared.text().decode(new long[] {token});
    }

    private void tell(String text) {
        if (!text.isEmpty()) {
            listener.piece(new Piece(text, untold));
            untold.clear();
        }
    }

    private boolean end(Reason reason) {
        tell(stops.add(characters.rest()));
        var stopped = stops.hasStopped();
        tell(stops.rest());
        if (!stopped && !untold.isEmpty()) {
            listener.piece(new Piece("", untold)); // tokens without a text of their own
        }
        over = true;
        listener.ended(new End(stopped ? Reason.STOP : reason, prompt.length, generated));
        return false;
    }
}
