package dev.atrium.metering;

import dev.atrium.shared.JournalId;

/**
 * What operators see of a journal.
 *
 * @param appended    number of the last event appended, 0 for none
 * @param forced      number of the last event forced to disk
 * @param shipped     number of the last event that MySQL has
 * @param undelivered events produced whose answers are still being written
 * @param setAside    events that MySQL refused, kept in a file of their own
 * @param usedBytes   bytes of the journal's files
 * @param freeBytes   bytes that may still be reserved; 0 also when it accepts nothing any more
 * @param problem     why nothing can be appended or shipped, in words; empty when all is well
 */
public record JournalState(
        JournalId id,
        long appended,
        long forced,
        long shipped,
        long undelivered,
        long setAside,
        long usedBytes,
        long freeBytes,
        String problem) {}
