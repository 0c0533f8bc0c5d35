package dev.atrium.gateway;

import dev.atrium.metering.Journal;
import dev.atrium.metering.JournalState;
import dev.atrium.metering.Usage;
import dev.atrium.metering.UsageEvent;
import dev.atrium.shared.JournalId;
import dev.atrium.shared.UsageEventId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A journal whose disk a test holds in its hand: it can be full, fail, or take its time. */
final class MemoryJournal implements Journal {

    private final JournalId id = JournalId.next();
    private final List<UsageEvent> events = new CopyOnWriteArrayList<>();
    private final Set<Long> delivered = ConcurrentHashMap.newKeySet();
    private final AtomicInteger reserved = new AtomicInteger();
    private final AtomicLong sequence = new AtomicLong();
    private volatile boolean full;
    private volatile boolean broken;
    private volatile String problem = "";
    private volatile Executor disk = ForkJoinPool.commonPool();

    List<UsageEvent> events() {
        return events;
    }

    Set<Long> delivered() {
        return delivered;
    }

    /** Reservations that are neither used up nor given back. */
    int reserved() {
        return reserved.get();
    }

    void full(boolean value) {
        full = value;
    }

    /** What operators read of it. */
    void problem(String value) {
        problem = value;
    }

    void broken(boolean value) {
        broken = value;
    }

    /** Decides when an append is on disk. */
    void disk(Executor value) {
        disk = value;
    }

    @Override
    public JournalId id() {
        return id;
    }

    @Override
    public Optional<Reservation> reserve() {
        if (full) {
            return Optional.empty();
        }
        reserved.incrementAndGet();
        return Optional.of(new Room());
    }

    @Override
    public JournalState state() {
        return new JournalState(id, sequence.get(), sequence.get(), 0, 0, 0, 0, full ? 0 : Long.MAX_VALUE, problem);
    }

    @Override
    public void close() {}

    private final class Room implements Reservation {

        private long number;
        private boolean closed;

        @Override
        public CompletableFuture<UsageEvent> produced(Usage usage) {
            if (number != 0) {
                throw new IllegalStateException("produced twice");
            }
            number = sequence.incrementAndGet();
            var event = new UsageEvent(UsageEventId.next(), id, number, usage);
            var forced = new CompletableFuture<UsageEvent>();
            disk.execute(() -> {
                if (broken) {
                    forced.completeExceptionally(new IllegalStateException("the disk is gone"));
                } else {
                    events.add(event);
                    forced.complete(event);
                }
            });
            return forced;
        }

        @Override
        public void delivered() {
            if (number == 0 || !delivered.add(number)) {
                throw new IllegalStateException("delivered before produced, or twice");
            }
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                reserved.decrementAndGet();
            }
        }
    }
}
