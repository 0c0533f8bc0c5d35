package dev.atrium.metering.log;

/**
 * How far the log is known to be on disk.
 *
 * @param segment number of the newest segment that was forced, 0 when there is none; earlier ones are whole
 * @param length  how many bytes of it
 */
record Forced(long segment, int length) {}
