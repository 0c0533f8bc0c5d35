package dev.atrium.metering.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. It takes what is queued, writes it by one call, forces it by one more, tells the
 * records, and takes what has queued meanwhile: the slower the disk, the larger the batches. On a fast disk under
 * load it waits a moment between two forces, because each costs CPU whatever its size; a lone record never waits.
 *
 * <p>Once the disk has refused a write or a force, nothing is known of what it holds: a second force may report
 * success for pages that the system has already dropped. So the log never writes again.
 */
final class Committer {

    /** How long a lazy record may wait for others to be written with. */
    private static final int LAZY_MILLIS = 20;

    private static final int MAX_DRAINED = 4096;

    /** From one force to the next while small batches come one after the other. */
    private static final long GATHER_NANOS = 1_000_000;

    /** From this many records on, a batch is worth its force. */
    private static final int LARGE_BATCH = 32;

    private final BlockingQueue<LogRecord> urgent = new LinkedBlockingQueue<>();
    private final Queue<LogRecord> lazy = new ConcurrentLinkedQueue<>();
    private final ArrayDeque<LogRecord> taken = new ArrayDeque<>();
    private final Batch batch = new Batch();
    private final Segments segments;
    private final Room room;
    private final BooleanSupplier expectsLazy;
    private final ForceListener listener;
    private final Thread thread = Thread.ofPlatform().daemon().name("journal").unstarted(this::run);
    private volatile @Nullable Throwable failure;
    private long forcedNanos;
    private int lastBatch;

    /** @param expectsLazy whether lazy records are to come soon; else only an urgent one wakes the thread */
    Committer(Segments segments, Room room, BooleanSupplier expectsLazy, ForceListener listener) {
        this.segments = segments;
        this.room = room;
        this.expectsLazy = expectsLazy;
        this.listener = listener;
    }

    void start() {
        thread.start();
    }

    void append(LogRecord record) {
        urgent.add(record);
        var failed = failure;
        if (failed != null) {
            failQueued(failed);
        }
    }

    void appendLazily(LogRecord record) {
        lazy.add(record);
    }

    /** Why nothing can be written any more, or null. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Writes and forces what is queued, and ends. */
    void close() {
        append(new End());
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Throwable ended;
        try {
            while (commitNext()) {}
            segments.finish();
            ended = new IOException("it is closed");
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            ended = e;
        }
        failure = ended;
        for (var record : batch.records()) {
            record.failed(ended);
        }
        for (var record : taken) {
            record.failed(ended);
        }
        failQueued(ended);
    }

    private void failQueued(Throwable cause) {
        for (var record = urgent.poll(); record != null; record = urgent.poll()) {
            record.failed(cause);
        }
    }

    /** Returns false after the end. */
    private boolean commitNext() throws IOException, InterruptedException {
        gather();
        var first = await();
        for (var record = lazy.poll(); record != null; record = lazy.poll()) {
            taken.add(record);
        }
        lastBatch = 0;
        if (first != null) {
            taken.add(first);
            lastBatch = 1 + urgent.drainTo(taken, MAX_DRAINED);
        }
        var isEnd = taken.removeIf(End.class::isInstance);
        commitTaken(first != null);
        return !isEnd;
    }

    /** Lets records join the next batch if the last one shows that more are on their way. */
    private void gather() {
        if (lastBatch > 1 && lastBatch < LARGE_BATCH) {
            LockSupport.parkNanos(this, GATHER_NANOS - (System.nanoTime() - forcedNanos));
        }
    }

    private @Nullable LogRecord await() throws InterruptedException {
        // In this order: a lazy record is queued before it stops being expected.
        if (expectsLazy.getAsBoolean() || !lazy.isEmpty()) {
            return urgent.poll(LAZY_MILLIS, TimeUnit.MILLISECONDS);
        }
        return urgent.take();
    }

    private void commitTaken(boolean isForced) throws IOException {
        while (!taken.isEmpty()) {
            var segment = segments.writable();
            batch.begin(isForced, segments.forcedLengthOf(segment));
            while (!taken.isEmpty() && batch.hasRoom(segments.remaining())) {
                batch.add(taken.remove());
            }
            commit(segment);
        }
    }

    private void commit(Segment segment) throws IOException {
        if (!batch.records().isEmpty()) {
            var bytes = batch.bytes();
            var length = bytes.remaining();
            var began = System.nanoTime();
            segments.append(segment, bytes, batch.highest());
            if (batch.isForced()) {
                segments.force(segment);
                forcedNanos = System.nanoTime();
                listener.forced(forcedNanos - began, batch.records().size());
            }
            room.give(-length);
        }
        room.give(batch.reserved());
        batch.records().forEach(LogRecord::durable);
        batch.clear();
    }

    /** Queued to end the thread. */
    private record End() implements LogRecord {

        @Override
        public byte type() {
            return Byte.MAX_VALUE;
        }

        @Override
        public long number() {
            return 0;
        }

        @Override
        public void encode(ByteBuffer to) {}

        @Override
        public int reserved() {
            return 0;
        }
    }
}
