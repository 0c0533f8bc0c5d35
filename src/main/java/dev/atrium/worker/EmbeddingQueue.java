package dev.atrium.worker;

import dev.atrium.agent.Inference;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import dev.atrium.worker.EmbeddingJob.Item;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Requests that wait for a free runner. Runners take turns over requests, one input (or batch) of each, so that a
 * large request delays a small one by a single run. There is no timer: a batch is what waits at the moment when a
 * runner becomes free.
 */
final class EmbeddingQueue {

    private static final int BUSY = 503;
    private static final int BUCKET_TOKENS = 16;

    /** Bounds the memory of what waits: 8 MB. */
    private static final long MAX_TOKENS_WAITING = 1_000_000;

    private final int capacity;
    private final int tokensPerBatch;
    private final Deque<EmbeddingJob> waiting = new ArrayDeque<>();
    private final Set<EmbeddingJob> running = new HashSet<>();
    private boolean closed;

    /**
     * @param capacity       requests that may wait or run
     * @param tokensPerBatch padding included; 1 runs inputs one by one
     */
    EmbeddingQueue(int capacity, int tokensPerBatch) {
        this.capacity = capacity;
        this.tokensPerBatch = tokensPerBatch;
    }

    /** @throws ProblemException 503 when the replica is full or stops */
    synchronized void submit(EmbeddingJob job) {
        if (closed) {
            throw busy("This replica stops.");
        }
        waiting.removeIf(EmbeddingJob::isOver);
        if (waiting.size() >= capacity) {
            throw busy("This replica has %d requests waiting, which is its limit.".formatted(capacity));
        }
        var tokens = waiting.stream().mapToLong(EmbeddingJob::tokens).sum();
        if (tokens + job.tokens() > MAX_TOKENS_WAITING) {
            throw busy("This replica has %d tokens waiting.".formatted(tokens));
        }
        waiting.add(job);
        notifyAll();
    }

    /** Waits for work; empty once the queue is closed. */
    synchronized List<Item> take() throws InterruptedException {
        while (true) {
            waiting.removeIf(EmbeddingJob::isOver);
            if (closed) {
                return List.of();
            }
            if (!waiting.isEmpty()) {
                return nextBatch();
            }
            wait();
        }
    }

    /** Forgets jobs that are done. */
    synchronized void completed(List<Item> items) {
        items.stream().map(Item::job).filter(EmbeddingJob::isOver).forEach(running::remove);
    }

    synchronized int queued() {
        return (int) waiting.stream().filter(job -> !running.contains(job)).count();
    }

    synchronized int running() {
        running.removeIf(EmbeddingJob::isOver);
        return running.size();
    }

    synchronized void close() {
        closed = true;
        var stopping = busy("This replica stops.");
        waiting.forEach(job -> job.done().completeExceptionally(stopping));
        waiting.clear();
        notifyAll();
    }

    static ProblemException busy(String what) {
        return new ProblemException(Problem.of(BUSY, Inference.REPLICA_BUSY, what + " Try again in a second."));
    }

    private List<Item> nextBatch() {
        var items = new ArrayList<Item>();
        var bucket = -1;
        var width = 0;
        for (int left = waiting.size(); left > 0; left--) {
            var job = waiting.remove();
            while (fits(job, bucket, width, items.size())) {
                var item = job.next();
                width = Math.max(width, item.tokens().length);
                bucket = bucketOf(item.tokens().length);
                items.add(item);
                running.add(job);
            }
            if (job.hasMore()) {
                waiting.add(job);
            }
            if (width * (items.size() + 1) > tokensPerBatch) {
                break;
            }
        }
        return items;
    }

    private boolean fits(EmbeddingJob job, int bucket, int width, int size) {
        var length = job.nextLength();
        if (length == null) {
            return false;
        }
        return size == 0 || (bucketOf(length) == bucket && (size + 1) * Math.max(width, length) <= tokensPerBatch);
    }

    private static int bucketOf(int length) {
        return (length + BUCKET_TOKENS - 1) / BUCKET_TOKENS;
    }
}
