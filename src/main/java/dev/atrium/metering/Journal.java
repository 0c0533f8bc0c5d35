package dev.atrium.metering;

import dev.atrium.shared.JournalId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A gateway's log of usage on its own disk.
 *
 * <p>Two records per response: {@code Produced} (the whole event) is forced to disk before the caller gets the
 * last byte; {@code Delivered} (its number) is appended unforced once that byte is written. After a crash, a
 * {@code Produced} without {@code Delivered} ships as {@link UsageStatus#UNCONFIRMED}. So every answer that a
 * caller saw complete has exactly one event, and nothing that our crash may have cut is charged.
 */
public interface Journal extends AutoCloseable {

    JournalId id();

    /**
     * Sets room aside for both records of one response, at its admission. A full disk thus refuses new requests
     * and loses no running one.
     *
     * @return empty when there is no room left; the request must be refused
     */
    Optional<Reservation> reserve();

    /** How much is written, forced and shipped, and how much room is left. */
    JournalState state();

    /** Forces what is appended and closes the files. Nothing is accepted afterwards. */
    @Override
    void close();

    /** Room for the records of one response. Thread-safe; never blocks. */
    interface Reservation extends AutoCloseable {

        /**
         * Appends the {@code Produced} record. Called at most once.
         *
         * @return completes once the record is forced to disk (on a thread of the journal: hand over, do not
         *     work there), or fails when the disk refused, in which case the answer must not be completed
         */
        CompletableFuture<UsageEvent> produced(Usage usage);

        /**
         * Appends the {@code Delivered} record: the end of the answer was handed to the socket, or its caller
         * is known to be gone. Called at most once, after {@link #produced} completed.
         */
        void delivered();

        /** Gives back the room that was not used. Safe to call always and again. */
        @Override
        void close();
    }
}
