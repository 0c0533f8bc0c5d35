package dev.atrium.worker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose step is next. Answers that were let in take turns, one step each, so that a long one delays a short one by a
 * single step. An answer is let in, in the order of coming, once there is memory for the longest that it may become;
 * until then it waits.
 */
final class ChatTurns {

    /** An answer as far as its turns are concerned. Its methods are called by one thread at a time. */
    interface Turn {

        /** The most that its cache may take, in bytes. */
        long memory();

        boolean isCanceled();

        /** Others go on, and it has not been forgotten. Called now and then before it is let in. */
        void waits();

        /** Gives its memory back; {@code cause} is why it ends before its time, or null. */
        void close(@Nullable Throwable cause);
    }

    private static final long ENCOURAGE_NANOS = Duration.ofMillis(500).toNanos();

    private final int capacity;
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private final Deque<Turn> ready = new ArrayDeque<>();
    private final Set<Turn> stepping = new HashSet<>();
    private long free;
    private boolean closed;
    private long encouragedNanos = System.nanoTime();

    /**
     * @param capacity answers that may wait for memory
     * @param memory   that the caches of all may take together, in bytes
     */
    ChatTurns(int capacity, long memory) {
        this.capacity = capacity;
        this.free = memory;
    }

    /** @throws dev.atrium.shared.ProblemException 503 when the replica is full or stops */
    synchronized void submit(Turn turn) {
        if (closed) {
            throw EmbeddingQueue.busy("This replica stops.");
        }
        if (waiting.size() >= capacity) {
            throw EmbeddingQueue.busy("This replica has %d chats waiting, which is its limit.".formatted(capacity));
        }
        waiting.add(turn);
        admit();
    }

    /** Waits for a turn; null once all is closed. Whoever takes one exchanges or ends it. */
    synchronized @Nullable Turn take() throws InterruptedException {
        while (!closed) {
            var turn = ready.poll();
            if (turn != null) {
                stepping.add(turn);
                return turn;
            }
            wait();
        }
        return null;
    }

    /**
     * The turn goes on after those of the others. Whoever gives it back takes the next one at once: waking another
     * thread for each step would cost as much as the step of a small model.
     */
    synchronized @Nullable Turn exchange(Turn turn) throws InterruptedException {
        stepping.remove(turn);
        encourage();
        if (closed) {
            turn.close(EmbeddingQueue.busy("This replica stops."));
        } else if (turn.isCanceled()) {
            release(turn);
        } else {
            ready.add(turn);
        }
        return take();
    }

    /** There is no further step; {@code cause} is why, or null when all is well. */
    synchronized void end(Turn turn, @Nullable Throwable cause) {
        stepping.remove(turn);
        turn.close(cause);
        free += turn.memory();
        admit();
    }

    /** Ends a turn that was canceled: now, or after the step that is being computed. */
    synchronized void cancel(Turn turn) {
        if (waiting.remove(turn)) {
            turn.close(null);
            admit(); // it may have kept others from coming in
        } else if (ready.remove(turn)) {
            release(turn);
        }
    }

    synchronized int running() {
        return ready.size() + stepping.size();
    }

    synchronized int queued() {
        return waiting.size();
    }

    /** Refuses what waits and ends what runs; steps that are being computed end by themselves. */
    synchronized void close() {
        closed = true;
        var stopping = EmbeddingQueue.busy("This replica stops.");
        List<Turn> all = new ArrayList<>(waiting);
        all.addAll(ready);
        waiting.clear();
        ready.clear();
        all.forEach(turn -> turn.close(stopping));
        notifyAll();
    }

    private void encourage() {
        var now = System.nanoTime();
        if (now - encouragedNanos >= ENCOURAGE_NANOS) {
            encouragedNanos = now;
            waiting.forEach(Turn::waits);
        }
    }

    private void release(Turn turn) {
        turn.close(null);
        free += turn.memory();
        admit();
    }

    private void admit() {
        while (!waiting.isEmpty() && waiting.element().memory() <= free) {
            var turn = waiting.remove();
            free -= turn.memory();
            ready.add(turn);
        }
        notifyAll();
    }
}
