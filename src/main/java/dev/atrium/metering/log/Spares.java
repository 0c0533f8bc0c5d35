package dev.atrium.metering.log;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Prepares segments ahead of need, on a thread of its own that sleeps until room runs low. What it cannot prepare
 * (the limit is reached, the disk is full) is not counted as room, so requests are refused in time.
 */
final class Spares implements AutoCloseable {

    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LogSettings settings;
    private final Room room;
    private final AtomicLong usedBytes;
    private final Queue<Segment> ready = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private long nextNumber;
    private volatile String problem = "";
    private volatile boolean isAsked;
    private volatile boolean isClosed;

    /** @param usedBytes bytes of all segments, counted here when one is made */
    Spares(LogSettings settings, Room room, AtomicLong usedBytes, long firstNumber) {
        this.settings = settings;
        this.room = room;
        this.usedBytes = usedBytes;
        this.nextNumber = firstNumber;
        this.thread = Thread.ofPlatform().daemon().name("journal-spares").unstarted(this::run);
    }

    /** Prepares the first segments on the caller's thread and starts to look after the later ones. */
    void start() {
        prepareWhileLow();
        thread.start();
    }

    /** Sees to it that more room is prepared if it runs low. Cheap enough to be called for each reservation. */
    void check() {
        if (isLow() && !isAsked && problem.isEmpty()) {
            wake();
        }
    }

    /** Room may have come free. */
    void wake() {
        isAsked = true;
        LockSupport.unpark(thread);
    }

    /** The next prepared segment. There is one whenever room was given out. */
    Segment take() {
        var segment = ready.poll();
        if (segment == null) {
            throw new IllegalStateException("No segment is prepared, although room was reserved.");
        }
        return segment;
    }

    /** Why no more room can be made, in words; empty when it can. */
    String problem() {
        return problem;
    }

    /** Bytes that may still be prepared within the limit and the free space of the disk. */
    long stillPossible() throws IOException {
        var byLimit = settings.limitBytes() - usedBytes.get();
        var byDisk = Files.getFileStore(settings.folder()).getUsableSpace() - settings.minFreeBytes();
        var segments = Math.max(0, Math.min(byLimit, byDisk) / settings.segmentBytes());
        return segments * Room.of(settings.segmentBytes());
    }

    private boolean isLow() {
        return room.available() < Room.of(settings.segmentBytes());
    }

    private void run() {
        while (!isClosed) {
            isAsked = false;
            prepareWhileLow();
            if (isLow()) {
                LockSupport.parkNanos(this, RETRY_NANOS);
            } else {
                LockSupport.park(this);
            }
        }
    }

    private void prepareWhileLow() {
        try {
            while (isLow() && !isClosed) {
                if (stillPossible() == 0) {
                    problem =
                            "The journal in %s gets no more room: %d of %d bytes are used, and the disk must keep %d bytes free."
                                    .formatted(
                                            settings.folder(),
                                            usedBytes.get(),
                                            settings.limitBytes(),
                                            settings.minFreeBytes());
                    return;
                }
                prepareOne();
            }
            problem = "";
        } catch (IOException | RuntimeException | Error e) { // whatever it was: without this thread no room comes
            var reason = Objects.requireNonNullElse(e.getMessage(), e.toString());
            problem = "The journal cannot reserve room in %s: %s".formatted(settings.folder(), reason);
        }
    }

    private void prepareOne() throws IOException {
        ready.add(Segment.prepare(settings.folder(), nextNumber, settings.segmentBytes()));
        nextNumber++;
        usedBytes.addAndGet(settings.segmentBytes());
        room.give(Room.of(settings.segmentBytes()));
    }

    /** Ends the thread and removes the segments that were not taken. */
    @Override
    public void close() throws IOException {
        isClosed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        for (var segment = ready.poll(); segment != null; segment = ready.poll()) {
            segment.close();
            Files.deleteIfExists(segment.path());
            usedBytes.addAndGet(-settings.segmentBytes());
        }
    }
}
