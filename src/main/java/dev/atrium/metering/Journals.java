package dev.atrium.metering;

import dev.atrium.shared.JournalId;
import java.time.Instant;
import java.util.List;

/** How far MySQL has the journal of each gateway. The door to that in the portal. */
public interface Journals {

    /**
     * One journal.
     *
     * @param sequence number of the last event that MySQL has; 0 before the first
     * @param eventAt  no event still to come is older
     * @param live     false once its gateway closed it in good order
     * @param movedAt  when the last batch came
     */
    record Shipped(JournalId id, long sequence, Instant eventAt, boolean live, Instant movedAt) {}

    /** All journals there ever were, those that moved last first. */
    List<Shipped> all();
}
