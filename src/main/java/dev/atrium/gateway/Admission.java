package dev.atrium.gateway;

import dev.atrium.metering.Journal;
import dev.atrium.metering.Usage;
import dev.atrium.metering.UsageEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** An admitted request's place among the running ones and its room in the journal. Thread-safe. */
final class Admission implements AutoCloseable {

    private final Journal.Reservation reservation;
    private final AtomicInteger inFlight;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param inFlight already counts this request */
    Admission(Journal.Reservation reservation, AtomicInteger inFlight) {
        this.reservation = reservation;
        this.inFlight = inFlight;
    }

    /** Completes once the event is forced to disk. */
    CompletableFuture<UsageEvent> produced(Usage usage) {
        return reservation.produced(usage);
    }

    void delivered() {
        reservation.delivered();
    }

    /** Gives place and room back. Safe to call again. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            inFlight.decrementAndGet();
            reservation.close();
        }
    }
}
