package dev.atrium.metering;

import static java.util.Objects.requireNonNull;

import dev.atrium.metering.log.LogRecord;
import dev.atrium.metering.log.SegmentedLog;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One response's room in the journal, and its {@code Produced} record. */
final class FileReservation implements Journal.Reservation, LogRecord {

    private enum Stage {
        HELD,
        PRODUCED,
        ENDED
    }

    private final FileJournal journal;
    private final SegmentedLog log;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.HELD);
    private final CompletableFuture<UsageEvent> result = new CompletableFuture<>();
    private @Nullable Usage usage;
    private @Nullable UsageEvent event;

    FileReservation(FileJournal journal, SegmentedLog log) {
        this.journal = journal;
        this.log = log;
    }

    @Override
    public CompletableFuture<UsageEvent> produced(Usage usage) {
        if (!stage.compareAndSet(Stage.HELD, Stage.PRODUCED)) {
            throw new IllegalStateException("This reservation was used or closed before.");
        }
        this.usage = usage;
        log.append(this);
        return result;
    }

    @Override
    public void delivered() {
        if (result.state() != CompletableFuture.State.SUCCESS) {
            throw new IllegalStateException("The event of this reservation is not on disk.");
        }
        if (stage.compareAndSet(Stage.PRODUCED, Stage.ENDED)) {
            var sequence = result.resultNow().sequence();
            log.appendLazily(new Delivered(sequence));
            journal.deliveries().delivered(sequence);
            journal.tellNews();
        }
    }

    @Override
    public void close() {
        var before = stage.getAndSet(Stage.ENDED);
        if (before == Stage.HELD) {
            log.giveBack(FileJournal.PRODUCED_BYTES + FileJournal.DELIVERED_BYTES);
        } else if (before == Stage.PRODUCED) {
            result.whenComplete((produced, _) -> abandon(produced));
        }
    }

    /** Nobody will say any more whether the caller got the answer: it is not charged, and blocks no later event. */
    private void abandon(@Nullable UsageEvent produced) {
        log.giveBack(FileJournal.DELIVERED_BYTES);
        if (produced != null) {
            journal.deliveries().lost(produced.sequence());
            journal.tellNews();
        }
    }

    @Override
    public byte type() {
        return FileJournal.PRODUCED;
    }

    @Override
    public long number() {
        return event == null ? journal.appended() + 1 : event.sequence();
    }

    @Override
    public void encode(ByteBuffer to) {
        var next = journal.next(requireNonNull(usage));
        UsageCodec.encode(next.id(), next.usage(), to);
        event = next;
    }

    @Override
    public int reserved() {
        return FileJournal.PRODUCED_BYTES;
    }

    @Override
    public void appended() {
        journal.onAppended(requireNonNull(event));
    }

    @Override
    public void durable() {
        var forced = requireNonNull(event);
        journal.onForced(forced);
        result.complete(forced);
    }

    @Override
    public void failed(Throwable cause) {
        result.completeExceptionally(cause);
    }

    /** The {@code Delivered} record: its number says all. */
    private record Delivered(long number) implements LogRecord {

        @Override
        public byte type() {
            return FileJournal.DELIVERED;
        }

        @Override
        public void encode(ByteBuffer to) {}

        @Override
        public int reserved() {
            return FileJournal.DELIVERED_BYTES;
        }
    }
}
