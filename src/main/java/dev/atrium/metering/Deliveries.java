package dev.atrium.metering;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What became of the answers to the events of a journal. Only the exceptions are kept: an event that is neither
 * open nor unconfirmed was delivered.
 */
final class Deliveries {

    private final Set<Long> open = ConcurrentHashMap.newKeySet();
    private final Set<Long> unconfirmed = ConcurrentHashMap.newKeySet();

    /** The answer is being written. */
    void opened(long sequence) {
        open.add(sequence);
    }

    void delivered(long sequence) {
        open.remove(sequence);
    }

    /** Nobody knows whether the caller got the answer, and nobody will. */
    void lost(long sequence) {
        unconfirmed.add(sequence);
        open.remove(sequence);
    }

    /** Nobody will ever know of those that are still open: their process is gone. */
    void loseAllOpen() {
        unconfirmed.addAll(open);
        open.clear();
    }

    boolean isOpen(long sequence) {
        return open.contains(sequence);
    }

    boolean isUnconfirmed(long sequence) {
        return unconfirmed.contains(sequence);
    }

    boolean anyOpen() {
        return !open.isEmpty();
    }

    long openCount() {
        return open.size();
    }

    /** The events up to {@code sequence} will not be asked for again. */
    void forget(long sequence) {
        if (!unconfirmed.isEmpty()) {
            unconfirmed.removeIf(number -> number <= sequence);
        }
    }
}
