package dev.atrium.metering;

import dev.atrium.metering.log.LogPosition;
import dev.atrium.metering.log.LogReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads a journal's events from disk, in order, for shipping. For one thread. */
final class EventTail implements AutoCloseable {

    private final FileJournal journal;
    private final LogReader reader;
    private LogPosition position = LogPosition.START;

    EventTail(FileJournal journal) {
        this.journal = journal;
        this.reader = journal.reader();
    }

    /** An event as it is to be shipped. */
    sealed interface Item {

        long sequence();

        record Whole(UsageEvent event) implements Item {

            @Override
            public long sequence() {
                return event.sequence();
            }
        }

        /** A record that this program cannot read, although it is sound: another version wrote it. */
        record Foreign(long sequence, String hex, String reason) implements Item {}
    }

    /** @param end where to read on once the items are shipped */
    record Part(List<Item> items, LogPosition end) {}

    /**
     * The next events above {@code shipped}, up to the first whose answer is still being written. Reading does not
     * move on until {@link #moveTo}.
     */
    Part next(long shipped, int limit) throws IOException {
        var items = new ArrayList<Item>();
        var end = reader.read(position, (type, sequence, payload) -> {
            if (type != FileJournal.PRODUCED || sequence <= shipped) {
                return true;
            }
            if (items.size() == limit || journal.deliveries().isOpen(sequence)) {
                return false;
            }
            items.add(item(sequence, payload));
            return true;
        });
        return new Part(items, end);
    }

    void moveTo(LogPosition end) {
        position = end;
    }

    /** Reads everything again that is still there. */
    void restart() {
        position = LogPosition.START;
    }

    private Item item(long sequence, ByteBuffer payload) {
        try {
            var event = UsageCodec.decode(journal.id(), sequence, payload.duplicate());
            if (!journal.deliveries().isUnconfirmed(sequence)) {
                return new Item.Whole(event);
            }
            var waived = event.usage().waivedAs(UsageStatus.UNCONFIRMED);
            return new Item.Whole(new UsageEvent(event.id(), event.journal(), sequence, waived));
        } catch (RuntimeException e) {
            var bytes = new byte[payload.remaining()];
            payload.get(bytes);
            return new Item.Foreign(sequence, HexFormat.of().formatHex(bytes), String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
