package dev.atrium.worker;

import ai.onnxruntime.OrtException;
import dev.atrium.agent.Inference;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A causal language model on ONNX Runtime. Answers are computed in turns of one step over one session, each alone:
 * sharing a batch would change its numbers, and graphs disagree on how chats of unlike lengths share one.
 */
final class OnnxChat implements ChatModel {

    private static final Logger LOG = LoggerFactory.getLogger(OnnxChat.class);

    private static final String CONTEXT_LENGTH_EXCEEDED = "context_length_exceeded";
    private static final int NOT_FOUND = 404;

    /** Far above what any language needs. Tokenizing megabytes takes seconds and gigabytes, only to be refused. */
    private static final long MAX_CHARACTERS_PER_TOKEN = 32;

    private final String name;
    private final ChatLayout layout;
    private final ChatTemplate template;
    private final TextTokenizer tokenizer;
    private final ChatTurn.Shared shared;
    private final ChatTurns turns;
    private final List<Thread> runners = new ArrayList<>();

    /** Read while native halves are in use by callers, written to free them. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private volatile boolean closed;

    /** @param threads that compute steps, each one at a time */
    OnnxChat(
            String name,
            ChatLayout layout,
            ChatTemplate template,
            TextTokenizer tokenizer,
            ChatTurn.Shared shared,
            ChatTurns turns,
            int threads) {
        this.name = name;
        this.layout = layout;
        this.template = template;
        this.tokenizer = tokenizer;
        this.shared = shared;
        this.turns = turns;
        for (int i = 0; i < threads; i++) {
            runners.add(
                    Thread.ofPlatform().daemon().name("chat-" + name + "-" + i).start(this::run));
        }
    }

    @Override
    public Running chat(ChatRequest request, Listener listener) {
        use.readLock().lock();
        try {
            if (closed) {
                throw new ProblemException(Problem.of(
                        NOT_FOUND,
                        Inference.REPLICA_NOT_HERE,
                        "This replica does not run here any more. Try another."));
            }
            var prompt = prompt(request);
            var turn = new ChatTurn(shared, prompt, most(request, prompt.length), withStops(request), listener);
            turns.submit(turn);
            return () -> {
                turn.cancel();
                turns.cancel(turn);
            };
        } finally {
            use.readLock().unlock();
        }
    }

    @Override
    public Load load() {
        return new Load(turns.running(), turns.queued(), runners.size());
    }

    @Override
    public void close() {
        closed = true;
        use.writeLock().lock();
        try {
            turns.close();
            for (var runner : runners) {
                join(runner);
            }
            shared.decoder().close();
            tokenizer.close();
        } finally {
            use.writeLock().unlock();
        }
    }

    private long[] prompt(ChatRequest request) {
        long characters = request.messages().stream()
                .mapToLong(message -> message.content().length())
                .sum();
        if (characters > layout.context() * MAX_CHARACTERS_PER_TOKEN) {
            throw tooLong("The chat has %d characters".formatted(characters));
        }
        var text = template.render(request.messages());
        var tokens = tokenizer.encodePlain(text);
        if (tokens.length == 0) {
            throw new ProblemException(Problem.ofField(
                    "messages", "invalid_messages", "The chat is empty. Send at least one message with text."));
        }
        if (tokens.length >= layout.context()) {
            throw tooLong("The chat has %d tokens".formatted(tokens.length));
        }
        return tokens;
    }

    private int most(ChatRequest request, int promptTokens) {
        var room = layout.context() - promptTokens;
        if (request.maxTokens() == null) {
            return room;
        }
        if (request.maxTokens() > room) {
            throw tooLong("The chat has %d tokens and asks for %d more".formatted(promptTokens, request.maxTokens()));
        }
        return request.maxTokens();
    }

    private ProblemException tooLong(String what) {
        return new ProblemException(Problem.ofField(
                "messages",
                CONTEXT_LENGTH_EXCEEDED,
                "%s, but this model has room for %d tokens, answer included. Send less, or ask for a shorter answer."
                        .formatted(what, layout.context())));
    }

    private ChatRequest withStops(ChatRequest request) {
        if (template.stops().isEmpty()) {
            return request;
        }
        var stops = new ArrayList<>(request.stop());
        stops.addAll(template.stops());
        return new ChatRequest(
                request.model(),
                request.messages(),
                request.stream(),
                request.maxTokens(),
                stops,
                request.logprobs(),
                request.sampling());
    }

    private void run() {
        try {
            var turn = turns.take();
            while (turn != null) {
                turn = goesOn((ChatTurn) turn) ? turns.exchange(turn) : turns.take();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Computes one step. */
    private boolean goesOn(ChatTurn turn) {
        try {
            if (turn.step()) {
                return true;
            }
            turns.end(turn, null);
        } catch (OrtException | RuntimeException e) {
            LOG.error("Model {} failed in a step: {}", name, e.toString());
            turns.end(turn, e);
        }
        return false;
    }

    private static void join(Thread runner) {
        var interrupted = false;
        while (runner.isAlive()) {
            try {
                runner.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
