package dev.atrium.metering;

import dev.atrium.metering.log.ForceListener;
import dev.atrium.metering.log.LogReader;
import dev.atrium.metering.log.LogSettings;
import dev.atrium.metering.log.SegmentedLog;
import dev.atrium.shared.JournalId;
import dev.atrium.shared.RequestId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The journal on a {@link SegmentedLog}. The numbers of its records are those of the events. */
final class FileJournal implements Journal {

    static final byte PRODUCED = 1;
    static final byte DELIVERED = 2;

    /** Room of the largest event, and of what is written around it. */
    static final int PRODUCED_BYTES = LogSettings.MAX_RECORD_BYTES;

    static final int DELIVERED_BYTES = SegmentedLog.EMPTY_RECORD_BYTES;

    private final JournalId id;
    private final SegmentedLog log;
    private final Deliveries deliveries = new Deliveries();
    private final RecentEvents recent = new RecentEvents();
    private final EventIds eventIds;
    private final long recovered;
    private Instant lastEventAt = Instant.EPOCH;
    private volatile long appended;
    private volatile long forced;
    private volatile long shipped;
    private volatile long setAside;
    private volatile String shippingProblem = "";
    private volatile String refusal = "";
    private volatile Runnable news = () -> {};

    /** @throws IOException if another process holds the folder, or it cannot be read or written */
    FileJournal(LogSettings settings, Clock clock, ForceListener listener) throws IOException {
        this.log = new SegmentedLog(settings, this::recover, deliveries::anyOpen, listener);
        this.id = JournalIdentity.of(settings.folder()); // now that no other process has the folder
        deliveries.loseAllOpen();
        recovered = appended;
        forced = appended;
        eventIds = new EventIds(clock, lastEventAt);
    }

    private void recover(byte type, long number, ByteBuffer payload) {
        if (type == DELIVERED) {
            deliveries.delivered(number);
            appended = Math.max(appended, number); // the file of its event may be shipped and gone
        } else {
            deliveries.opened(number);
            appended = Math.max(appended, number);
            lastEventAt = UsageCodec.timeOf(payload);
        }
    }

    @Override
    public JournalId id() {
        return id;
    }

    @Override
    public Optional<Reservation> reserve() {
        if (!refusal.isEmpty() || !log.reserve(PRODUCED_BYTES + DELIVERED_BYTES)) {
            return Optional.empty();
        }
        return Optional.of(new FileReservation(this, log));
    }

    @Override
    public JournalState state() {
        var state = log.state();
        var problem = Stream.of(state.problem(), refusal, shippingProblem)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        return new JournalState(
                id,
                appended,
                forced,
                shipped,
                deliveries.openCount(),
                setAside,
                state.usedBytes(),
                refusal.isEmpty() ? state.freeBytes() : 0,
                problem);
    }

    /** Where bytes were unreadable at opening that had once been forced, in words. */
    List<String> damages() {
        return log.damages();
    }

    Deliveries deliveries() {
        return deliveries;
    }

    /** {@code listener} hears, on any thread, that another event may be shipped. It must not block. */
    void onNews(Runnable listener) {
        news = listener;
    }

    void tellNews() {
        news.run();
    }

    /** Accepts nothing any more, for a reason that operators read. */
    void refuse(String reason) {
        refusal = reason;
    }

    /** Number of the last event that was found at opening. */
    long recovered() {
        return recovered;
    }

    LogReader reader() {
        return log.reader();
    }

    long appended() {
        return appended;
    }

    long forced() {
        return forced;
    }

    long shipped() {
        return shipped;
    }

    /** The event that the committer encodes now. */
    UsageEvent next(Usage usage) {
        return new UsageEvent(eventIds.next(), id, appended + 1, usage);
    }

    /** The event is in the log; until it is known to be delivered, nobody may ship it. */
    void onAppended(UsageEvent event) {
        deliveries.opened(event.sequence());
        appended = event.sequence();
    }

    void onForced(UsageEvent event) {
        recent.add(event);
        forced = event.sequence();
    }

    /** An event of this process that MySQL may not have yet. */
    Optional<UsageEvent> findRecent(RequestId request) {
        return recent.find(request);
    }

    /** MySQL has these events, or never will. */
    void onShipped(List<UsageEvent> events) {
        events.forEach(event -> recent.remove(event.usage().request()));
    }

    /** MySQL has all events up to {@code sequence}. */
    void onShipped(long sequence) throws IOException {
        shipped = sequence;
        deliveries.forget(sequence);
        // The last event stays: the next process goes on from its number and its time.
        log.release(Math.min(sequence, appended - 1));
    }

    void onSetAside(long count) {
        setAside = count;
    }

    /** @param problem why nothing can be shipped, in words; empty when all is well */
    void onShippingProblem(String problem) {
        shippingProblem = problem;
    }

    String shippingProblem() {
        return shippingProblem;
    }

    @Override
    public void close() {
        try {
            log.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
