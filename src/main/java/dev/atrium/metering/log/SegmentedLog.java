package dev.atrium.metering.log;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** An append-only log with one committer. Thread-safe; only opening, closing and reading block. */
public final class SegmentedLog implements AutoCloseable {

    /** What a record without payload takes. */
    public static final int EMPTY_RECORD_BYTES = Frames.OVERHEAD;

    private final LogSettings settings;
    private final Folder folder;
    private final Room room = new Room();
    private final AtomicLong usedBytes = new AtomicLong();
    private final List<String> damages;
    private final Spares spares;
    private final Segments segments;
    private final Committer committer;

    /**
     * Opens the log, shows what an earlier process left, and is ready to append. A full disk is no reason to
     * fail: nothing can be reserved then, until there is room.
     *
     * @param recovered   sees every record found, in order
     * @param expectsLazy whether lazy records are to come soon; else only an urgent one wakes the committer
     * @throws IOException if another process holds the folder, or it cannot be read or written
     */
    public SegmentedLog(
            LogSettings settings, RecordVisitor recovered, BooleanSupplier expectsLazy, ForceListener listener)
            throws IOException {
        this.settings = settings;
        this.folder = Folder.open(settings.folder());
        try {
            var recovery = new Recovery(folder.path(), recovered);
            var old = recovery.run();
            damages = recovery.damages();
            old.forEach(segment -> usedBytes.addAndGet(segment.bytes()));
            var newest = old.isEmpty() ? new OldSegment(0, 0, 0) : old.getLast();
            spares = new Spares(settings, room, usedBytes, newest.number() + 1);
            segments = new Segments(
                    settings, room, spares, usedBytes, old, new Forced(newest.number(), (int) newest.bytes()));
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
        committer = new Committer(segments, room, expectsLazy, listener);
        spares.start();
        committer.start();
    }

    /** Where bytes were unreadable at opening that had once been forced, in words; empty when all is well. */
    public List<String> damages() {
        return damages;
    }

    /** Sets room aside, or returns false when there is none. What is set aside is on disk already. */
    public boolean reserve(int bytes) {
        var isTaken = committer.failure() == null && room.take(bytes);
        spares.check();
        return isTaken;
    }

    /** Gives back room that no record will use. */
    public void giveBack(int bytes) {
        room.give(bytes);
    }

    /** Appends a record that must be forced. {@link LogRecord#durable} or {@link LogRecord#failed} follows. */
    public void append(LogRecord record) {
        committer.append(record);
    }

    /** Appends a record that need not be forced: it is written with later ones, or soon. */
    public void appendLazily(LogRecord record) {
        committer.appendLazily(record);
    }

    /** Nobody will read what is about numbers up to {@code number}: their segments are deleted. */
    public void release(long number) throws IOException {
        if (segments.release(number)) {
            spares.wake();
        }
    }

    public LogReader reader() {
        return new LogReader(settings.folder(), segments);
    }

    public LogState state() {
        return new LogState(usedBytes.get(), freeBytes(), problem());
    }

    private long freeBytes() {
        if (committer.failure() != null) {
            return 0; // there may be room, but nobody will write into it
        }
        try {
            return room.available() + spares.stillPossible();
        } catch (IOException _) {
            return room.available();
        }
    }

    private String problem() {
        var failure = committer.failure();
        if (failure == null) {
            return spares.problem();
        }
        var reason = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        return "The journal in %s cannot be written any more: %s. Check the disk, then start the gateway again."
                .formatted(settings.folder(), reason);
    }

    /** Forces what is appended, gives back prepared room and lets the folder go. */
    @Override
    public void close() throws IOException {
        committer.close();
        spares.close();
        folder.close();
    }
}
