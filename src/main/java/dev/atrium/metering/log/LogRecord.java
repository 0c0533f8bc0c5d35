package dev.atrium.metering.log;

import java.nio.ByteBuffer;

/**
 * One record on its way to the log. All methods are called by the committer, in the order of the log.
 *
 * <p>A record must have room: {@link SegmentedLog#reserve}.
 */
public interface LogRecord {

    /** Tells kinds of records apart; 1 to 127. */
    byte type();

    /** What the record is about. A segment is deleted once all numbers in it are {@linkplain SegmentedLog#release released}. */
    long number();

    /**
     * Puts the payload.
     *
     * @throws RuntimeException if it cannot be written; then only this record fails
     */
    void encode(ByteBuffer to);

    /** Room that was reserved for this record, in bytes. */
    int reserved();

    /** The record is in the log and encoded; called before any force. */
    default void appended() {}

    /** The record is on disk: forced, or merely written if it was appended lazily. */
    default void durable() {}

    /** The record is not on disk, and never will be. */
    default void failed(Throwable cause) {}
}
