package dev.atrium.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import dev.atrium.worker.EmbeddingJob.Item;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EmbeddingQueueTest {

    @Test
    void runsOneByOneInTurnsOverRequests() throws Exception {
        var queue = new EmbeddingQueue(10, 1);
        var large = job(5, 5, 5, 5);
        var small = job(3);
        queue.submit(large);
        queue.submit(small);

        var turns = List.of(queue.take(), queue.take(), queue.take());

        assertThat(turns).allMatch(items -> items.size() == 1);
        assertThat(turns.stream().map(items -> items.getFirst().job())).containsExactly(large, small, large);
    }

    @Test
    void batchesWhatWaitsUpToTheBudget() throws Exception {
        var queue = new EmbeddingQueue(10, 100);
        IntStream.range(0, 5).forEach(_ -> queue.submit(job(10, 10, 10)));

        assertThat(queue.take()).hasSize(10);
        assertThat(queue.take()).hasSize(5);
    }

    @Test
    void keepsUnlikeLengthsApart() throws Exception {
        var queue = new EmbeddingQueue(10, 1000);
        queue.submit(job(3));
        queue.submit(job(200));
        queue.submit(job(5));

        assertThat(lengths(queue.take())).containsExactly(3, 5);
        assertThat(lengths(queue.take())).containsExactly(200);
    }

    @Test
    void runsAnInputAloneThatExceedsTheBudget() throws Exception {
        var queue = new EmbeddingQueue(10, 100);
        queue.submit(job(500));
        queue.submit(job(500));

        assertThat(queue.take()).hasSize(1);
        assertThat(queue.take()).hasSize(1);
    }

    @Test
    void dropsWhatNobodyWaitsFor() throws Exception {
        var queue = new EmbeddingQueue(10, 1);
        var gone = job(5, 5);
        queue.submit(gone);
        queue.submit(job(7));

        gone.done().cancel(false);

        assertThat(lengths(queue.take())).containsExactly(7);
        assertThat(queue.queued()).isZero();
    }

    @Test
    void refusesBeyondItsCapacity() {
        var queue = new EmbeddingQueue(2, 1);
        queue.submit(job(1));
        queue.submit(job(1));

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> queue.submit(job(1)))
                .extracting(ProblemException::problem)
                .isEqualTo(Problem.of(
                        503,
                        "replica_busy",
                        "This replica has 2 requests waiting, which is its limit. Try again in a second."));
    }

    @Test
    void refusesMoreTokensThanItHolds() {
        var queue = new EmbeddingQueue(10, 1);
        queue.submit(job(600_000));

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> queue.submit(job(400_001)))
                .withMessage("This replica has 600000 tokens waiting. Try again in a second.");
    }

    @Test
    void callersWhoLeftTakeNoRoom() {
        var queue = new EmbeddingQueue(1, 1);
        var gone = job(1);
        queue.submit(gone);
        gone.done().cancel(false);

        assertThatNoException().isThrownBy(() -> queue.submit(job(1)));
    }

    @Test
    void tellsWhatRunsAndWaits() throws Exception {
        var queue = new EmbeddingQueue(10, 1);
        queue.submit(job(1));
        queue.submit(job(1, 1));

        var first = queue.take();

        assertThat(List.of(queue.running(), queue.queued())).containsExactly(1, 1);
        first.forEach(item -> item.complete(new float[1]));
        queue.completed(first);
        assertThat(List.of(queue.running(), queue.queued())).containsExactly(0, 1);
    }

    @Test
    void answersWhoWaitsWhenItCloses() throws Exception {
        var queue = new EmbeddingQueue(10, 1);
        var waiting = job(1);
        queue.submit(waiting);

        queue.close();

        assertThat(queue.take()).isEmpty();
        assertThat(waiting.done()).isCompletedExceptionally();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> queue.submit(job(1)))
                .withMessage("This replica stops. Try again in a second.");
    }

    private static EmbeddingJob job(int... lengths) {
        return new EmbeddingJob(IntStream.of(lengths).mapToObj(long[]::new).toList());
    }

    private static Stream<Integer> lengths(List<Item> items) {
        return items.stream().map(item -> item.tokens().length);
    }
}
