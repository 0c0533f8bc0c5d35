package dev.atrium.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps {@link MirroredTable}s equal to MySQL. One thread polls the change feed every 200 ms; where an entry is
 * missing (it was cleaned away, or MySQL was restored from a backup) it reloads everything. Without MySQL the
 * tables stay as they are, and it tries again until it succeeds.
 *
 * <p>The tables are written to a snapshot on disk every 30 s and at the end. If MySQL is away at the start, they
 * are filled from there.
 */
public final class FeedReader {

    private static final Logger LOG = LoggerFactory.getLogger(FeedReader.class);
    private static final Duration POLL_EVERY = Duration.ofMillis(200);
    private static final Duration SNAPSHOT_EVERY = Duration.ofSeconds(30);
    private static final int POLLS_PER_MEASURE = 25;

    private final FeedTables tables;
    private final Snapshot snapshot;
    private final Clock clock;
    private final DatabaseClock databaseClock;
    private final ScheduledExecutorService poller = Daemons.scheduler("feed-reader", 1);
    private final ScheduledExecutorService writer = Daemons.scheduler("feed-snapshot", 1);

    private volatile CompletableFuture<Void> nextReading = new CompletableFuture<>();
    private volatile Freshness freshness = new Freshness(0, null, null);
    /** False until the tables were read from MySQL; a snapshot may be of another life of the database. */
    private boolean loaded;

    private boolean away;
    private long polls;

    /** @param snapshot the file on this machine's disk */
    public FeedReader(JdbcClient db, List<? extends MirroredTable<?>> tables, Path snapshot, Clock clock) {
        this.tables = new FeedTables(db, tables);
        this.snapshot = new Snapshot(snapshot);
        this.clock = clock;
        this.databaseClock = new DatabaseClock(db, clock);
    }

    /** Fills the tables once, from MySQL or else from the snapshot, and follows the feed from then on. */
    public void start() {
        pollOrLog();
        if (!freshness.isLoaded()) {
            restore();
        }
        poller.scheduleWithFixedDelay(
                this::pollOrLog, POLL_EVERY.toMillis(), POLL_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        writer.scheduleWithFixedDelay(
                this::save, SNAPSHOT_EVERY.toMillis(), SNAPSHOT_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Stops following and writes the last snapshot. */
    public void stop() {
        Daemons.stop(poller);
        Daemons.stop(writer);
        save();
    }

    public Freshness freshness() {
        return freshness;
    }

    /**
     * Completes once the tables have what was committed before this call; without MySQL, as soon as that is found out.
     * Never fails.
     *
     * @param limit completes after that at the latest
     */
    public CompletableFuture<Void> nextReading(Duration limit) {
        return nextReading.copy().completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void pollOrLog() {
        var waiting = nextReading;
        nextReading = new CompletableFuture<>();
        read();
        waiting.complete(null);
    }

    private void read() {
        try {
            poll();
            if (away) {
                LOG.info("MySQL is back; the tables follow the feed again at number {}", freshness.number());
            }
            away = false;
        } catch (Throwable e) { // whatever it was, a scheduler would silently never call again
            if (!away) {
                LOG.warn("cannot read the change feed; serving what is in memory, trying again: {}", e.toString());
                LOG.debug("the failure in full", e);
            }
            away = true;
        }
    }

    private void poll() {
        var at = clock.instant();
        var nanos = System.nanoTime();
        var seen = freshness.number();
        var number = loaded ? tables.follow(seen) : FeedTables.GAP;
        if (number == FeedTables.GAP) {
            number = tables.loadAll();
            LOG.info("loaded all tables at feed number {}", number);
            loaded = true;
        }
        freshness = new Freshness(number, at, freshness.clockOffset(), nanos);
        // Counted, not timed: it is a clock that may have jumped which is to be found out.
        if (polls++ % POLLS_PER_MEASURE == 0) {
            freshness = new Freshness(number, at, databaseClock.offset(), nanos);
        }
    }

    private void restore() {
        try {
            var stored = snapshot.read();
            if (stored.isPresent()) {
                tables.restore(stored.get());
                freshness = restored(stored.get());
                LOG.warn(
                        "MySQL is away; serving from the snapshot of {}",
                        stored.get().at());
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("cannot use the snapshot; nothing can be served until MySQL is there", e);
        }
    }

    private Freshness restored(Snapshot.Stored stored) {
        var age = Duration.between(stored.at(), clock.instant());
        var nanos = age.isNegative() ? 0 : age.toNanos();
        return new Freshness(stored.number(), stored.at(), null, System.nanoTime() - nanos);
    }

    /** The rows are of {@link #freshness} or later, and applying an entry twice does no harm. */
    private void save() {
        var now = freshness;
        if (now.polledAt() == null) {
            return;
        }
        try {
            snapshot.write(new Snapshot.Content(now.number(), now.polledAt(), tables.rows()));
        } catch (IOException | RuntimeException e) {
            LOG.error("cannot write the snapshot; a start without MySQL would serve older data", e);
        }
    }
}
