package dev.atrium.worker;

import static java.util.Objects.requireNonNull;

import dev.atrium.worker.EmbeddingModel.Embeddings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One request: its inputs are handed out, longest first, and its vectors collected. */
final class EmbeddingJob {

    private final List<long[]> inputs;
    private final float[][] vectors;
    private final AtomicInteger missing;
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private final CompletableFuture<Embeddings> done = new CompletableFuture<>();
    private final long submittedNanos = System.nanoTime();
    private @Nullable Duration queued;

    EmbeddingJob(List<long[]> inputs) {
        this.inputs = List.copyOf(inputs);
        this.vectors = new float[inputs.size()][];
        this.missing = new AtomicInteger(inputs.size());
        // Neighbors of like length share a batch with little padding.
        IntStream.range(0, inputs.size())
                .boxed()
                .sorted(Comparator.comparingInt(index -> -inputs.get(index).length))
                .forEach(waiting::add);
    }

    /** Of all its inputs. */
    long tokens() {
        return inputs.stream().mapToLong(input -> input.length).sum();
    }

    CompletableFuture<Embeddings> done() {
        return done;
    }

    /** Whether nobody waits for the answer any more. */
    boolean isOver() {
        return done.isDone();
    }

    boolean hasMore() {
        return !waiting.isEmpty();
    }

    /** Length in tokens of the input that comes next, or null when all are handed out. */
    @Nullable
    Integer nextLength() {
        var next = waiting.peek();
        return next == null ? null : inputs.get(next).length;
    }

    Item next() {
        if (queued == null) {
            queued = Duration.ofNanos(System.nanoTime() - submittedNanos);
        }
        return new Item(this, waiting.remove());
    }

    /** One input of a job. */
    record Item(EmbeddingJob job, int index) {

        long[] tokens() {
            return job.inputs.get(index);
        }

        void complete(float[] vector) {
            job.vectors[index] = vector;
            if (job.missing.decrementAndGet() == 0) {
                job.finish();
            }
        }

        void fail(Throwable cause) {
            job.done.completeExceptionally(cause);
        }
    }

    private void finish() {
        done.complete(new Embeddings(List.of(vectors), tokens(), requireNonNull(queued, "queued")));
    }
}
