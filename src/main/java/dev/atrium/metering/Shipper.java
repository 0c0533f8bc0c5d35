package dev.atrium.metering;

import dev.atrium.metering.EventTail.Item;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Ships a journal's events to MySQL, in order, each once. One per journal; it works on a thread of its own, which
 * sleeps while there is nothing to ship.
 *
 * <p>MySQL's own position of the journal is the truth: it moves in the transaction that inserts the events, and
 * only from where this process believes it to be. So a commit whose answer was lost doubles nothing.
 */
final class Shipper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Shipper.class);

    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration HELD_BACK = Duration.ofMinutes(1);
    private static final long UNKNOWN = -1;

    private final FileJournal journal;
    private final EventTail tail;
    private final Shipment shipment;
    private final JournalPositions positions;
    private final SetAside setAside;
    private final ShipperSettings settings;
    private final Clock clock;
    private final Thread thread = Thread.ofPlatform().daemon().name("shipper").unstarted(this::run);
    private long position = UNKNOWN;
    private volatile boolean isIdle;
    private volatile boolean isClosed;
    private volatile Instant caughtUpAt;

    Shipper(
            FileJournal journal,
            Shipment shipment,
            JournalPositions positions,
            SetAside setAside,
            ShipperSettings settings,
            Clock clock) {
        this.journal = journal;
        this.tail = new EventTail(journal);
        this.shipment = shipment;
        this.positions = positions;
        this.setAside = setAside;
        this.settings = settings;
        this.clock = clock;
        this.caughtUpAt = clock.instant();
    }

    void start() {
        journal.damages().forEach(damage -> LOG.error("Usage events are lost: {}.", damage));
        journal.onNews(this::wake);
        thread.start();
    }

    /** For how long there has been something to ship; zero when all is shipped. */
    Duration lag() {
        return journal.forced() > journal.shipped() ? Duration.between(caughtUpAt, clock.instant()) : Duration.ZERO;
    }

    private void wake() {
        if (isIdle) {
            isIdle = false;
            caughtUpAt = clock.instant();
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        var backoff = settings.pause();
        while (!isClosed) {
            try {
                switch (shipNext()) {
                    case NOTHING -> awaitNews();
                    case SOME -> pause(settings.pause());
                    case FULL -> {} // more waits: a pause would only let it grow
                }
                backoff = settings.pause();
            } catch (Exception e) { // whatever it was: a shipper that ended would fill the journal for good
                report(e);
                pause(backoff);
                backoff = min(backoff.multipliedBy(2), settings.longestPause());
            }
        }
        finish();
    }

    private enum Part {
        NOTHING,
        SOME,
        FULL
    }

    /** Ships one part. */
    private Part shipNext() throws IOException {
        if (position == UNKNOWN && !findPosition()) {
            return Part.NOTHING;
        }
        var part = tail.next(position, settings.batch());
        if (part.items().isEmpty()) {
            tail.moveTo(part.end());
            journal.onShippingProblem("");
            caughtUpAt = clock.instant();
            return Part.NOTHING;
        }
        if (ship(part.items())) {
            tail.moveTo(part.end());
            journal.onShippingProblem("");
        }
        return part.items().size() < settings.batch() ? Part.SOME : Part.FULL;
    }

    private boolean findPosition() throws IOException {
        var stored = positions.open(journal.id(), clock.instant());
        if (stored > journal.recovered()) {
            journal.refuse(
                    "MySQL has events of journal %s up to %d, but its files end at %d: they were replaced or lost."
                                    .formatted(journal.id(), stored, journal.recovered())
                            + " Move the journal's folder away and start the gateway again: it begins a new journal.");
            return false;
        }
        position = stored;
        journal.onSetAside(setAside.count());
        journal.onShipped(stored);
        return true;
    }

    /** Returns false if MySQL turned out to stand elsewhere. */
    private boolean ship(List<Item> items) throws IOException {
        if (items.size() == 1 && items.getFirst() instanceof Item.Foreign item) {
            return skip(item, item.reason());
        }
        var events = items.stream()
                .filter(Item.Whole.class::isInstance)
                .map(item -> ((Item.Whole) item).event())
                .toList();
        if (events.size() < items.size()) {
            return shipHalves(items);
        }
        try {
            return shipment.ship(position, events) ? moved(events) : foundElsewhere(events.getLast());
        } catch (DataAccessException e) {
            if (!Refusals.isOfARow(e)) {
                throw e;
            }
            return items.size() == 1
                    ? skip(
                            items.getFirst(),
                            String.valueOf(e.getMostSpecificCause().getMessage()))
                    : shipHalves(items);
        }
    }

    /** Finds the one event that cannot be shipped, and ships the others. */
    private boolean shipHalves(List<Item> items) throws IOException {
        var middle = items.size() / 2;
        return ship(items.subList(0, middle)) && ship(items.subList(middle, items.size()));
    }

    private boolean moved(List<UsageEvent> events) throws IOException {
        var first = events.getFirst().sequence();
        var last = events.getLast().sequence();
        if (last - position != events.size()) {
            LOG.error(
                    "Usage events are lost: journal {} goes on from {} with {} events between {} and {}.",
                    journal.id(),
                    position,
                    events.size(),
                    first,
                    last);
        }
        position = last;
        journal.onShipped(events);
        journal.onShipped(last);
        return true;
    }

    /** The position is not what we believed: a commit succeeded whose answer was lost, or somebody else wrote. */
    private boolean foundElsewhere(UsageEvent last) throws IOException {
        var stored = positions.find(journal.id());
        if (stored != last.sequence()) {
            LOG.error("Journal {} was at {} in MySQL, but expected at {}.", journal.id(), stored, position);
            tail.restart();
        }
        position = stored;
        journal.onShipped(stored);
        return false;
    }

    private boolean skip(Item item, String reason) throws IOException {
        setAside.keep(item, reason);
        LOG.error(
                "MySQL refused usage event {} of journal {}. It is kept in {}: {}",
                item.sequence(),
                journal.id(),
                setAside.path(item),
                reason);
        journal.onSetAside(setAside.count());
        if (!shipment.skip(position, item.sequence())) {
            position = UNKNOWN;
            return false;
        }
        position = item.sequence();
        if (item instanceof Item.Whole(var event)) {
            journal.onShipped(List.of(event));
        }
        journal.onShipped(position);
        return true;
    }

    private void report(Exception failure) {
        var cause = NestedExceptionUtils.getMostSpecificCause(failure);
        var problem = "MySQL does not take usage events: " + cause.getMessage();
        if (!problem.equals(journal.shippingProblem())) {
            LOG.warn("Journal {}: {}", journal.id(), problem);
        }
        journal.onShippingProblem(problem);
    }

    private void awaitNews() {
        isIdle = true;
        if (journal.forced() > position || isClosed) {
            // Something came meanwhile, or waits for its answer to be written.
            isIdle = false;
            pause(settings.pause());
        } else {
            LockSupport.parkNanos(this, IDLE.toNanos());
            isIdle = false;
            tellThatNothingCame();
        }
    }

    /**
     * Lets hours close although no event of this journal passes them. An event that is being produced right now has
     * its time already and is not counted yet, so what is told lies a while back.
     */
    private void tellThatNothingCame() {
        var now = clock.instant();
        if (position != UNKNOWN && journal.appended() == position) {
            positions.move(journal.id(), position, position, now.minus(HELD_BACK), now);
        }
    }

    private void pause(Duration duration) {
        if (!isClosed) {
            LockSupport.parkNanos(this, duration.toNanos());
        }
    }

    private void finish() {
        var deadline = clock.instant().plus(PATIENCE_AT_END);
        try {
            while (clock.instant().isBefore(deadline) && shipNext() != Part.NOTHING) {}
            if (position == journal.appended()) {
                positions.close(journal.id(), position);
            }
        } catch (DataAccessException | TransactionException | IOException e) {
            report(e);
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Ships what can be shipped within seconds, and ends. The rest is shipped by the next process. */
    @Override
    public void close() {
        isClosed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        tail.close();
    }
}
