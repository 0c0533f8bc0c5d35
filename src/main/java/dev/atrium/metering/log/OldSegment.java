package dev.atrium.metering.log;

/**
 * A segment that nothing more is written to.
 *
 * @param highest highest number of a record in it, 0 when it has none
 * @param bytes   size of its file
 */
record OldSegment(long number, long highest, long bytes) {}
