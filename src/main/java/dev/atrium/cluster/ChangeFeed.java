package dev.atrium.cluster;

import dev.atrium.shared.Id;

/** Tells all processes that something changed which they hold in memory. */
public interface ChangeFeed {

    /**
     * Appends one entry to the feed, in the caller's transaction, as that transaction's <em>last</em> step: it
     * locks the one row of {@code feed_clock} until commit, so that numbers become visible in commit order and
     * without gaps.
     *
     * @param kind what changed, the kind of a {@link MirroredTable}, for example {@code api_key}
     * @throws IllegalStateException if there is no transaction
     */
    void append(String kind, Id id);

    /** The number of the newest entry; 0 before the first. */
    long number();
}
