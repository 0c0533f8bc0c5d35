package dev.atrium.worker;

import ai.onnxruntime.OrtException;
import dev.atrium.agent.Inference;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import dev.atrium.worker.EmbeddingJob.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An embedding model on ONNX Runtime: as many runners as slots, each taking the next input or batch.
 *
 * <p>Inputs share a batch only where that does not change a vector: a graph that is quantized dynamically computes
 * its scales over the whole batch, so that a neighbor's text would change the caller's numbers (measured: up to
 * 0.03 per component with the quantized MiniLM). Such a graph runs inputs one by one.
 */
final class OnnxEmbeddings implements EmbeddingModel {

    private static final Logger LOG = LoggerFactory.getLogger(OnnxEmbeddings.class);

    private static final String CONTEXT_LENGTH_EXCEEDED = "context_length_exceeded";

    /** As OpenAI has it. */
    private static final int MAX_TOKENS_PER_REQUEST = 300_000;

    /** Far above what any language needs. Tokenizing megabytes takes seconds and gigabytes, only to be refused. */
    private static final int MAX_CHARACTERS_PER_TOKEN = 32;

    private static final int NOT_FOUND = 404;

    private final String name;
    private final EmbeddingLayout layout;
    private final TextTokenizer tokenizer;
    private final OnnxSession session;
    private final VectorPooling pooling;
    private final EmbeddingQueue queue;
    private final RunMemory memory;
    private final List<Thread> runners = new ArrayList<>();

    /** Read while the tokenizer's native half is in use, written to free it. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private volatile boolean closed;

    OnnxEmbeddings(
            String name,
            EmbeddingLayout layout,
            TextTokenizer tokenizer,
            OnnxSession session,
            EmbeddingQueue queue,
            int slots,
            RunMemory memory) {
        this.name = name;
        this.layout = layout;
        this.tokenizer = tokenizer;
        this.session = session;
        this.pooling = new VectorPooling(layout.pooling(), layout.normalizes());
        this.queue = queue;
        this.memory = memory;
        for (int i = 0; i < slots; i++) {
            runners.add(
                    Thread.ofPlatform().daemon().name("onnx-" + name + "-" + i).start(this::run));
        }
    }

    @Override
    public CompletableFuture<Embeddings> embed(List<EmbeddingInput> inputs) {
        use.readLock().lock();
        try {
            return submit(inputs);
        } finally {
            use.readLock().unlock();
        }
    }

    private CompletableFuture<Embeddings> submit(List<EmbeddingInput> inputs) {
        var all = new ArrayList<long[]>(inputs.size());
        long total = 0;
        for (int i = 0; i < inputs.size(); i++) {
            requireOpen();
            all.add(tokens(inputs.get(i), i));
            total += all.getLast().length;
            if (total > MAX_TOKENS_PER_REQUEST) {
                throw tooManyTokens();
            }
        }
        var job = new EmbeddingJob(all);
        queue.submit(job);
        return job.done();
    }

    @Override
    public Load load() {
        return new Load(queue.running(), queue.queued(), runners.size());
    }

    @Override
    public void close() {
        closed = true; // before the lock, so that a long request stops at its next input
        use.writeLock().lock();
        try {
            queue.close();
            for (var runner : runners) {
                join(runner);
            }
            session.close();
            tokenizer.close();
        } finally {
            use.writeLock().unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new ProblemException(Problem.of(
                    NOT_FOUND, Inference.REPLICA_NOT_HERE, "This replica does not run here any more. Try another."));
        }
    }

    private long[] tokens(EmbeddingInput input, int index) {
        var tokens = switch (input) {
            case EmbeddingInput.Text(var text) -> encode(text, index);
            case EmbeddingInput.Tokens(var ids) -> checked(ids, index);
        };
        if (tokens.length > layout.maxTokens()) {
            throw new ProblemException(Problem.ofField(
                    "input",
                    CONTEXT_LENGTH_EXCEEDED,
                    "input[%d] has %d tokens, but this model takes %d at most. Split it into shorter texts."
                            .formatted(index, tokens.length, layout.maxTokens())));
        }
        return tokens;
    }

    private static ProblemException tooManyTokens() {
        return new ProblemException(Problem.ofField(
                "input",
                "too_many_tokens",
                "input has more than %d tokens in all. Send its entries in several requests."
                        .formatted(MAX_TOKENS_PER_REQUEST)));
    }

    private long[] encode(String text, int index) {
        var longest = (long) layout.maxTokens() * MAX_CHARACTERS_PER_TOKEN;
        if (text.length() > longest) {
            throw new ProblemException(Problem.ofField(
                    "input",
                    CONTEXT_LENGTH_EXCEEDED,
                    "input[%d] has %d characters, but this model takes %d tokens at most, so that texts of more than %d characters are refused uncounted. Split it into shorter texts."
                            .formatted(index, text.length(), layout.maxTokens(), longest)));
        }
        try {
            var tokens = tokenizer.encode(text);
            if (tokens.length > 0) {
                return tokens;
            }
        } catch (RuntimeException e) {
            LOG.debug(
                    "Model {} could not tokenize an input: {}",
                    name,
                    e.getClass().getName());
        }
        throw new ProblemException(Problem.ofField(
                "input",
                "invalid_input",
                "input[%d] cannot be tokenized. Send text in valid Unicode that has at least one token."
                        .formatted(index)));
    }

    private long[] checked(long[] ids, int index) {
        for (var id : ids) {
            if (id < 0 || id >= layout.vocabulary()) {
                throw new ProblemException(Problem.ofField(
                        "input",
                        "invalid_input",
                        "input[%d] has the token %d, but this model's tokens are 0 to %d."
                                .formatted(index, id, layout.vocabulary() - 1)));
            }
        }
        return ids;
    }

    private void run() {
        try {
            for (var items = queue.take(); !items.isEmpty(); items = queue.take()) {
                compute(items);
                queue.completed(items);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void compute(List<Item> items) {
        try {
            var inputs = items.stream().map(Item::tokens).toList();
            var width = inputs.stream().mapToInt(tokens -> tokens.length).max().orElseThrow();
            var states = memory.with(layout.cost().bytes(inputs.size(), width), () -> session.run(inputs));
            for (int i = 0; i < items.size(); i++) {
                var item = items.get(i);
                item.complete(states.vector(i, item.tokens().length, pooling));
            }
        } catch (OrtException | RuntimeException | Error e) { // after which its runner must go on, or all would wait
            LOG.error("Model {} failed to compute {} inputs: {}", name, items.size(), e.toString());
            items.forEach(item -> item.fail(e));
        }
    }

    private static void join(Thread runner) {
        var interrupted = false;
        while (runner.isAlive()) {
            try {
                runner.join();
            } catch (InterruptedException _) {
                interrupted = true; // native code still uses the session: it must not be closed before
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
