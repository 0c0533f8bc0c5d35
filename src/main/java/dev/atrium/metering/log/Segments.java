package dev.atrium.metering.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The segment that is written, those before it, and how far all of them are forced. Written by the committer. */
final class Segments {

    private final LogSettings settings;
    private final Room room;
    private final Spares spares;
    private final AtomicLong usedBytes;
    private final Collection<OldSegment> old;
    private final @Nullable ForcedFile forcedFile;
    private @Nullable Segment current;
    private long highest;
    private volatile Forced forced;

    /** @param old what recovery found, in order */
    Segments(
            LogSettings settings,
            Room room,
            Spares spares,
            AtomicLong usedBytes,
            Collection<OldSegment> old,
            Forced forced)
            throws IOException {
        this.settings = settings;
        this.room = room;
        this.spares = spares;
        this.usedBytes = usedBytes;
        this.old = new ConcurrentLinkedQueue<>(old);
        this.forcedFile = settings.keepsForced() ? new ForcedFile(settings.folder()) : null;
        this.forced = forced;
        tellForced(forced);
    }

    /** Goes on to the next segment when the present one may not hold another record. */
    Segment writable() throws IOException {
        if (current != null && current.written() + LogSettings.MAX_RECORD_BYTES <= settings.segmentBytes()) {
            return current;
        }
        leave();
        var next = spares.take();
        next.begin();
        current = next;
        highest = 0;
        return next;
    }

    /** Bytes left in the present segment. */
    int remaining() {
        return current == null ? 0 : settings.segmentBytes() - current.written();
    }

    /** @param highest highest number among the records in {@code bytes} */
    void append(Segment segment, ByteBuffer bytes, long highest) throws IOException {
        this.highest = Math.max(this.highest, highest);
        segment.append(bytes);
    }

    void force(Segment segment) throws IOException {
        segment.force();
        tellForced(new Forced(segment.number(), segment.written()));
    }

    Forced forced() {
        return forced;
    }

    /** How many bytes of {@code segment} are known to be on disk; 0 when it was never forced. */
    int forcedLengthOf(Segment segment) {
        var now = forced;
        return now.segment() == segment.number() ? now.length() : 0;
    }

    /**
     * Deletes the segments in which nothing is about a number above {@code number}. The newest forced one stays,
     * since the next process continues its numbers.
     *
     * @return whether any was deleted
     */
    boolean release(long number) throws IOException {
        var isAny = false;
        for (var left = old.iterator(); left.hasNext(); ) {
            var segment = left.next();
            if (segment.highest() <= number && segment.number() < forced.segment()) {
                Files.deleteIfExists(Segment.pathOf(settings.folder(), segment.number()));
                left.remove();
                usedBytes.addAndGet(-segment.bytes());
                isAny = true;
            }
        }
        return isAny;
    }

    /** Forces and closes what is open. */
    void finish() throws IOException {
        var segment = current;
        if (segment == null) {
            return;
        }
        segment.force();
        segment.trim();
        tellForced(new Forced(segment.number(), segment.written()));
        segment.close();
        current = null;
    }

    private void leave() throws IOException {
        var segment = current;
        if (segment == null) {
            return;
        }
        // Lazy records may stand at its end; whoever reads it later takes it for forced as a whole.
        segment.force();
        tellForced(new Forced(segment.number(), segment.written()));
        var overdrawn = segment.written() - Segment.HEADER_BYTES - Room.of(settings.segmentBytes());
        room.give(overdrawn);
        old.add(new OldSegment(segment.number(), highest, settings.segmentBytes()));
        segment.close();
        current = null;
    }

    /** The file first: what a reader has seen is never cut away. */
    private void tellForced(Forced now) {
        if (forcedFile != null) {
            forcedFile.set(now);
        }
        forced = now;
    }
}
